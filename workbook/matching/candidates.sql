-- Who shares a key, and whose number is one slip from a known one: candidates for the rules to decide on.
-- The same text runs on DuckDB and on Spark. It joins on equality only, so that millions of people stay quick.
--
-- Given: new_keys and known_keys (id, item): the 64-bit digest of each of a person's keys;
--        new_numbers and known_numbers (id, cpr): numbers that read as CPR numbers, ten characters; of the new ones only
--        those in which no digit was missing;
--        slips (id, digits): the 9, 10 or 11 digits of new numbers that may be a slip of the hand.
-- Gives: ours, theirs: the pairs, each once, in order. A new person whose very number is known is held against that alone.

WITH met AS (
    SELECT new_numbers.id AS ours, known_numbers.id AS theirs
    FROM new_numbers
    JOIN known_numbers ON new_numbers.cpr = known_numbers.cpr
),

places AS (
    SELECT place FROM (VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11)) AS ten_and_one (place)
),

figures AS (
    SELECT figure FROM (VALUES ('0'), ('1'), ('2'), ('3'), ('4'), ('5'), ('6'), ('7'), ('8'), ('9')) AS ten (figure)
),

mended AS (
    -- a wrong digit
    SELECT id, concat(substr(digits, 1, place - 1), figure, substr(digits, place + 1)) AS cpr
    FROM slips CROSS JOIN places CROSS JOIN figures
    WHERE length(digits) = 10 AND place <= 10
    UNION ALL
    -- two neighbours swapped
    SELECT id, concat(substr(digits, 1, place - 1), substr(digits, place + 1, 1), substr(digits, place, 1), substr(digits, place + 2))
    FROM slips CROSS JOIN places
    WHERE length(digits) = 10 AND place <= 9
    UNION ALL
    -- a digit lost
    SELECT id, concat(substr(digits, 1, place - 1), figure, substr(digits, place))
    FROM slips CROSS JOIN places CROSS JOIN figures
    WHERE length(digits) = 9 AND place <= 10
    UNION ALL
    -- a digit too many
    SELECT id, concat(substr(digits, 1, place - 1), substr(digits, place + 1))
    FROM slips CROSS JOIN places
    WHERE length(digits) = 11
),

alike AS (
    SELECT mended.id AS ours, known_numbers.id AS theirs
    FROM mended
    JOIN known_numbers ON mended.cpr = known_numbers.cpr
    UNION ALL
    SELECT new_keys.id AS ours, known_keys.id AS theirs
    FROM new_keys
    JOIN known_keys ON new_keys.item = known_keys.item
)

SELECT ours, theirs FROM met
UNION
SELECT alike.ours, alike.theirs
FROM alike
LEFT JOIN (SELECT DISTINCT ours FROM met) AS done ON alike.ours = done.ours
WHERE done.ours IS NULL
ORDER BY ours, theirs
