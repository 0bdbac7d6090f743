-- Where customers are, so that pools narrow lists by it. Rows from before are filled from what they say.
ALTER TABLE account ADD COLUMN region {text};
ALTER TABLE account ADD COLUMN industry {text};
UPDATE account SET region = data{json} ->> 'region', industry = data{json} ->> 'industry';
