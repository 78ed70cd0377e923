// (:Membership {id})
CREATE CONSTRAINT membership_id IF NOT EXISTS
FOR (n:Membership) REQUIRE n.id IS UNIQUE
