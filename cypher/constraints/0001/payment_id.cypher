// (:Payment {id})
CREATE CONSTRAINT payment_id IF NOT EXISTS
FOR (n:Payment) REQUIRE n.id IS UNIQUE
