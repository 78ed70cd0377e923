// (:{LABEL} {{FIELDS}})
// How many values are sealed with which key in which format, and one of each with its place.
MATCH (n:{LABEL})
UNWIND [{VALUES}] AS value
WITH n, value
WHERE value[1] IS NOT NULL
RETURN split(value[1], ':')[0] AS head, count(value) AS number,
  min({SAMPLE}) AS sample
