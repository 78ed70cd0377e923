// (:Enrolment {scope})
CREATE INDEX enrolment_scope IF NOT EXISTS
FOR (n:Enrolment) ON (n.scope)
