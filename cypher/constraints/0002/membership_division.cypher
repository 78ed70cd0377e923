// (:Membership {division})
CREATE INDEX membership_division IF NOT EXISTS
FOR (n:Membership) ON (n.division)
