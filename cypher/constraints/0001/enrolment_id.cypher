// (:Enrolment {id})
CREATE CONSTRAINT enrolment_id IF NOT EXISTS
FOR (n:Enrolment) REQUIRE n.id IS UNIQUE
