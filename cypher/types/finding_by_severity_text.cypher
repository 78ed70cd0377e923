// (:Finding {by_severity}) is text: only of a property with a declared type does the embedded engine read the index in order.
CREATE CONSTRAINT finding_by_severity_text IF NOT EXISTS
FOR (n:Finding) REQUIRE n.by_severity IS :: STRING
