// (:Finding {by_first_seen}) is text: only of a property with a declared type does the embedded engine read the index in order.
CREATE CONSTRAINT finding_by_first_seen_text IF NOT EXISTS
FOR (n:Finding) REQUIRE n.by_first_seen IS :: STRING
