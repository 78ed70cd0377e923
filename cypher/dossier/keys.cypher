// The sources' keys of some households and of the memberships in them: they decide ties between homes.
// (:HouseholdRecord)-[:DESCRIBES]->(:Household)<-[:OF]-(:Membership)
UNWIND $ids AS id
MATCH (h:Household {id: id})
RETURN h.id AS id,
  [(h)<-[:DESCRIBES]-(f:HouseholdRecord) | ['household', f.id, f.stream, f.key, f.key_enc]] AS records,
  [(h)<-[:OF]-(f:Membership) | ['membership', f.id, f.stream, f.key, f.key_enc]] AS memberships
