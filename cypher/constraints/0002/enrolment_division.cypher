// (:Enrolment {division})
CREATE INDEX enrolment_division IF NOT EXISTS
FOR (n:Enrolment) ON (n.division)
