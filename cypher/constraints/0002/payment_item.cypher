// (:Payment {item})
CREATE INDEX payment_item IF NOT EXISTS
FOR (n:Payment) ON (n.item)
