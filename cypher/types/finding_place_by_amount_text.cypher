// (:FindingPlace {by_amount}) is text: only of a property with a declared type does the embedded engine read the index in order.
CREATE CONSTRAINT finding_place_by_amount_text IF NOT EXISTS
FOR (n:FindingPlace) REQUIRE n.by_amount IS :: STRING
