// (:Delivered {id})
CREATE CONSTRAINT delivered_id IF NOT EXISTS
FOR (n:Delivered) REQUIRE n.id IS UNIQUE
