// (:Membership {scope})
CREATE INDEX membership_scope IF NOT EXISTS
FOR (n:Membership) ON (n.scope)
