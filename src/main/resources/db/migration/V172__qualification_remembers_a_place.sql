-- Somebody who said « this is our place » before their organisation was qualified began a file from the page of that
-- place: it is claimed for them when the file is signed. The place belongs to another room and is named by its id.
ALTER TABLE qualification.application ADD COLUMN listed_place uuid;
GRANT UPDATE (listed_place) ON qualification.application TO fairpass_app;
