// (:Category {scope})
CREATE INDEX category_scope IF NOT EXISTS
FOR (n:Category) ON (n.scope)
