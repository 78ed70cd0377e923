// (:Category {division})
CREATE INDEX category_division IF NOT EXISTS
FOR (n:Category) ON (n.division)
