// (:Category {category})
CREATE INDEX category_category IF NOT EXISTS
FOR (n:Category) ON (n.category)
