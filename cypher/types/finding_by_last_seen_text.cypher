// (:Finding {by_last_seen}) is text: only of a property with a declared type does the embedded engine read the index in order.
CREATE CONSTRAINT finding_by_last_seen_text IF NOT EXISTS
FOR (n:Finding) REQUIRE n.by_last_seen IS :: STRING
