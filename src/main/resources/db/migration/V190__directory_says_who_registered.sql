-- Who entered an organisation in the directory (R-327): unknown for those entered before, and for those that a file or
-- an application entered by itself.
ALTER TABLE directory.organisation ADD COLUMN registered_by text;
