// (:FindingPlace {by_severity}) is text: only of a property with a declared type does the embedded engine read the index in order.
CREATE CONSTRAINT finding_place_by_severity_text IF NOT EXISTS
FOR (n:FindingPlace) REQUIRE n.by_severity IS :: STRING
