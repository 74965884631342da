CREATE TABLE application (
	county_id INTEGER NOT NULL, 
	id BLOB NOT NULL, 
	application_no VARCHAR(16) NOT NULL, 
	filing_id BLOB NOT NULL, 
	candidate_id BLOB NOT NULL, 
	round_id VARCHAR(6) NOT NULL, 
	ordinal SMALLINT NOT NULL, 
	attempt SMALLINT DEFAULT '1' NOT NULL, 
	specialty_code VARCHAR(8) NOT NULL, 
	specialty_name VARCHAR(60) NOT NULL, 
	level VARCHAR(16) NOT NULL, 
	host_name VARCHAR(60) NOT NULL, 
	plan_id VARCHAR(40) NOT NULL, 
	generation VARCHAR(8) NOT NULL, 
	to_verify BOOLEAN DEFAULT '0' NOT NULL, 
	to_verify_note VARCHAR(200), 
	form_number SMALLINT DEFAULT '0' NOT NULL, 
	form_hash VARCHAR(64), 
	certificate_no VARCHAR(17), 
	graduated_on DATE, 
	materials_until BIGINT, 
	submitted_at BIGINT, 
	entered_by BLOB, 
	review_state VARCHAR(24) DEFAULT 'draft' NOT NULL, 
	review_version SMALLINT DEFAULT '0' NOT NULL, 
	review_changed_at BIGINT, 
	review_reason VARCHAR(400), 
	form_state VARCHAR(24) DEFAULT 'empty' NOT NULL, 
	form_version SMALLINT DEFAULT '0' NOT NULL, 
	form_changed_at BIGINT, 
	form_reason VARCHAR(400), 
	materials_state VARCHAR(24) DEFAULT 'awaited' NOT NULL, 
	materials_version SMALLINT DEFAULT '0' NOT NULL, 
	materials_changed_at BIGINT, 
	materials_reason VARCHAR(400), 
	decision_state VARCHAR(24) DEFAULT 'none' NOT NULL, 
	decision_version SMALLINT DEFAULT '0' NOT NULL, 
	decision_changed_at BIGINT, 
	decision_reason VARCHAR(400), 
	hand_out_state VARCHAR(24) DEFAULT 'at_office' NOT NULL, 
	hand_out_version SMALLINT DEFAULT '0' NOT NULL, 
	hand_out_changed_at BIGINT, 
	hand_out_reason VARCHAR(400), 
	CONSTRAINT pk_application PRIMARY KEY (county_id, id), 
	CONSTRAINT uq_application_application_no UNIQUE (application_no)
)
 WITHOUT ROWID

;
--
CREATE TABLE application_attempt (
	county_id INTEGER NOT NULL, 
	application_id BLOB NOT NULL, 
	attempt SMALLINT NOT NULL, 
	declared TEXT NOT NULL, 
	submitted_at BIGINT NOT NULL, 
	entered_by BLOB, 
	outcome VARCHAR(24), 
	reasons TEXT, 
	decided_at BIGINT, 
	decided_by BLOB, 
	second_clerk_id BLOB, 
	CONSTRAINT pk_application_attempt PRIMARY KEY (county_id, application_id, attempt)
)
 WITHOUT ROWID

;
--
CREATE TABLE candidate (
	county_id INTEGER NOT NULL, 
	id BLOB NOT NULL, 
	registration_county_id INTEGER NOT NULL, 
	name VARCHAR(50) NOT NULL, 
	id_number VARCHAR(18) NOT NULL, 
	sex VARCHAR(1) NOT NULL, 
	ethnicity VARCHAR(2) NOT NULL, 
	political_status VARCHAR(2), 
	born_on DATE NOT NULL, 
	phone VARCHAR(20), 
	address VARCHAR(120), 
	postcode VARCHAR(6), 
	first_round VARCHAR(6), 
	admission_photo VARCHAR(64), 
	identity_portrait VARCHAR(64), 
	identity_handheld VARCHAR(64), 
	registration_state VARCHAR(24) DEFAULT 'none' NOT NULL, 
	registration_version SMALLINT DEFAULT '0' NOT NULL, 
	registration_changed_at BIGINT, 
	registration_reason VARCHAR(400), 
	identity_state VARCHAR(24) DEFAULT 'none' NOT NULL, 
	identity_version SMALLINT DEFAULT '0' NOT NULL, 
	identity_changed_at BIGINT, 
	identity_reason VARCHAR(400), 
	prior_state VARCHAR(24) DEFAULT 'none' NOT NULL, 
	prior_version SMALLINT DEFAULT '0' NOT NULL, 
	prior_changed_at BIGINT, 
	prior_reason VARCHAR(400), 
	CONSTRAINT pk_candidate PRIMARY KEY (county_id, id)
)
 WITHOUT ROWID

;
--
CREATE TABLE candidate_number (
	county_id INTEGER NOT NULL, 
	candidate_no VARCHAR(12) NOT NULL, 
	candidate_id BLOB NOT NULL, 
	position SMALLINT NOT NULL, 
	CONSTRAINT pk_candidate_number PRIMARY KEY (county_id, candidate_no)
)
 WITHOUT ROWID

;
--
CREATE TABLE claim (
	county_id INTEGER NOT NULL, 
	entity VARCHAR(20) NOT NULL, 
	entity_id BLOB NOT NULL, 
	clerk_id BLOB NOT NULL, 
	workstation_id BLOB NOT NULL, 
	taken_at BIGINT NOT NULL, 
	beaten_at BIGINT NOT NULL, 
	expires_at BIGINT NOT NULL, 
	CONSTRAINT pk_claim PRIMARY KEY (county_id, entity, entity_id)
)
 WITHOUT ROWID

;
--
CREATE TABLE claim_take_over (
	number INTEGER NOT NULL, 
	entity VARCHAR(20) NOT NULL, 
	entity_id BLOB NOT NULL, 
	from_clerk_id BLOB NOT NULL, 
	to_clerk_id BLOB NOT NULL, 
	reason VARCHAR(200) NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (number)
);
--
CREATE TABLE clerk (
	county_id INTEGER NOT NULL, 
	id BLOB NOT NULL, 
	name VARCHAR(50) NOT NULL, 
	roles TEXT NOT NULL, 
	active BOOLEAN DEFAULT '1' NOT NULL, 
	key_version SMALLINT DEFAULT '1' NOT NULL, 
	credentials TEXT NOT NULL, 
	changed_at BIGINT, 
	CONSTRAINT pk_clerk PRIMARY KEY (county_id, id)
)
 WITHOUT ROWID

;
--
CREATE TABLE command (
	county_id INTEGER NOT NULL, 
	"key" BLOB NOT NULL, 
	actor VARCHAR(12) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	entity VARCHAR(20) NOT NULL, 
	entity_id BLOB NOT NULL, 
	candidate_id BLOB NOT NULL, 
	at BIGINT NOT NULL, 
	workstation_id BLOB, 
	counter BIGINT, 
	clerk_id BLOB, 
	second_clerk_id BLOB, 
	key_version SMALLINT, 
	text TEXT NOT NULL, 
	signature VARCHAR(64), 
	second_signature VARCHAR(64), 
	previous_hash VARCHAR(64), 
	hash VARCHAR(64), 
	position INTEGER, 
	CONSTRAINT pk_command PRIMARY KEY (county_id, "key")
)
 WITHOUT ROWID

;
--
CREATE TABLE correction (
	county_id INTEGER NOT NULL, 
	id BLOB NOT NULL, 
	candidate_id BLOB NOT NULL, 
	field VARCHAR(24) NOT NULL, 
	old_value VARCHAR(120), 
	new_value VARCHAR(120), 
	evidence TEXT, 
	asked_by BLOB NOT NULL, 
	asked_at BIGINT NOT NULL, 
	decided_by BLOB, 
	correction_state VARCHAR(24) DEFAULT 'proposed' NOT NULL, 
	correction_version SMALLINT DEFAULT '0' NOT NULL, 
	correction_changed_at BIGINT, 
	correction_reason VARCHAR(400), 
	CONSTRAINT pk_correction PRIMARY KEY (county_id, id)
)
 WITHOUT ROWID

;
--
CREATE TABLE county (
	id INTEGER NOT NULL, 
	code VARCHAR(6) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	city_name VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_county PRIMARY KEY (id), 
	CONSTRAINT uq_county_code UNIQUE (code)
)
 WITHOUT ROWID

;
--
CREATE TABLE course_card (
	county_id INTEGER NOT NULL, 
	id BLOB NOT NULL, 
	candidate_id BLOB NOT NULL, 
	kind VARCHAR(12) NOT NULL, 
	code VARCHAR(10) NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	credits SMALLINT NOT NULL, 
	score VARCHAR(8) NOT NULL, 
	passed_on VARCHAR(7) NOT NULL, 
	card_no VARCHAR(24), 
	scan VARCHAR(64), 
	entered_by BLOB, 
	entered_at BIGINT, 
	card_state VARCHAR(24) DEFAULT 'entered' NOT NULL, 
	card_version SMALLINT DEFAULT '0' NOT NULL, 
	card_changed_at BIGINT, 
	card_reason VARCHAR(400), 
	original_state VARCHAR(24) DEFAULT 'awaited' NOT NULL, 
	original_version SMALLINT DEFAULT '0' NOT NULL, 
	original_changed_at BIGINT, 
	original_reason VARCHAR(400), 
	CONSTRAINT pk_course_card PRIMARY KEY (county_id, id)
)
 WITHOUT ROWID

;
--
CREATE TABLE device (
	id SMALLINT NOT NULL, 
	county_id INTEGER NOT NULL, 
	workstation_id BLOB NOT NULL, 
	counter BIGINT NOT NULL, 
	head_hash VARCHAR(64) NOT NULL, 
	last_seen_at BIGINT NOT NULL, 
	PRIMARY KEY (id)
);
--
CREATE TABLE draft (
	clerk_id BLOB NOT NULL, 
	screen VARCHAR(40) NOT NULL, 
	case_id VARCHAR(60) NOT NULL, 
	sealed BLOB NOT NULL, 
	saved_at BIGINT NOT NULL, 
	PRIMARY KEY (clerk_id, screen, case_id)
)
 WITHOUT ROWID

;
--
CREATE TABLE filing (
	county_id INTEGER NOT NULL, 
	id BLOB NOT NULL, 
	candidate_id BLOB NOT NULL, 
	round_id VARCHAR(6) NOT NULL, 
	attempt SMALLINT DEFAULT '1' NOT NULL, 
	attempt_version SMALLINT DEFAULT '0' NOT NULL, 
	address VARCHAR(120), 
	postcode VARCHAR(6), 
	phone VARCHAR(20), 
	graduation_photo VARCHAR(64), 
	order_no VARCHAR(32), 
	amount_fen INTEGER, 
	paid_at BIGINT, 
	created_at BIGINT NOT NULL, 
	photo_state VARCHAR(24) DEFAULT 'none' NOT NULL, 
	photo_version SMALLINT DEFAULT '0' NOT NULL, 
	photo_changed_at BIGINT, 
	photo_reason VARCHAR(400), 
	payment_state VARCHAR(24) DEFAULT 'closed' NOT NULL, 
	payment_version SMALLINT DEFAULT '0' NOT NULL, 
	payment_changed_at BIGINT, 
	payment_reason VARCHAR(400), 
	CONSTRAINT pk_filing PRIMARY KEY (county_id, id)
)
 WITHOUT ROWID

;
--
CREATE TABLE form_content (
	county_id INTEGER NOT NULL, 
	application_id BLOB NOT NULL, 
	content TEXT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT pk_form_content PRIMARY KEY (county_id, application_id)
)
 WITHOUT ROWID

;
--
CREATE TABLE form_export (
	county_id INTEGER NOT NULL, 
	application_id BLOB NOT NULL, 
	number SMALLINT NOT NULL, 
	content_hash VARCHAR(64) NOT NULL, 
	exported_at BIGINT NOT NULL, 
	exported_by BLOB, 
	CONSTRAINT pk_form_export PRIMARY KEY (county_id, application_id, number)
)
 WITHOUT ROWID

;
--
CREATE TABLE former_identity (
	county_id INTEGER NOT NULL, 
	candidate_id BLOB NOT NULL, 
	kind VARCHAR(12) NOT NULL, 
	value VARCHAR(50) NOT NULL, 
	CONSTRAINT pk_former_identity PRIMARY KEY (county_id, candidate_id, kind, value)
)
 WITHOUT ROWID

;
--
CREATE TABLE host (
	id SMALLINT NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_host PRIMARY KEY (id), 
	CONSTRAINT uq_host_name UNIQUE (name)
)
 WITHOUT ROWID

;
--
CREATE TABLE office (
	county_id INTEGER NOT NULL, 
	official_name VARCHAR(80) NOT NULL, 
	address VARCHAR(120), 
	phone VARCHAR(40), 
	hours VARCHAR(80), 
	CONSTRAINT pk_office PRIMARY KEY (county_id)
)
 WITHOUT ROWID

;
--
CREATE TABLE outbox (
	counter BIGINT NOT NULL, 
	"key" BLOB NOT NULL, 
	entity VARCHAR(20) NOT NULL, 
	entity_id BLOB NOT NULL, 
	mark VARCHAR(12) NOT NULL, 
	send_after BIGINT NOT NULL, 
	implied TEXT NOT NULL, 
	answer TEXT, 
	PRIMARY KEY (counter), 
	UNIQUE ("key")
);
--
CREATE TABLE parked_case (
	clerk_id BLOB NOT NULL, 
	entity VARCHAR(20) NOT NULL, 
	entity_id BLOB NOT NULL, 
	candidate_id BLOB NOT NULL, 
	screen VARCHAR(40) NOT NULL, 
	position TEXT NOT NULL, 
	parked_at BIGINT NOT NULL, 
	PRIMARY KEY (clerk_id, entity, entity_id)
)
 WITHOUT ROWID

;
--
CREATE TABLE passed_record (
	county_id INTEGER NOT NULL, 
	candidate_id BLOB NOT NULL, 
	position SMALLINT NOT NULL, 
	code VARCHAR(10) NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	credits SMALLINT NOT NULL, 
	kind VARCHAR(12) NOT NULL, 
	passed_on VARCHAR(7) NOT NULL, 
	score VARCHAR(8) NOT NULL, 
	source VARCHAR(16) NOT NULL, 
	used_by VARCHAR(60), 
	CONSTRAINT pk_passed_record PRIMARY KEY (county_id, candidate_id, position)
)
 WITHOUT ROWID

;
--
CREATE TABLE payload (
	sha256 VARCHAR(64) NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (sha256)
)
 WITHOUT ROWID

;
--
CREATE TABLE prior_qualification (
	county_id INTEGER NOT NULL, 
	candidate_id BLOB NOT NULL, 
	source VARCHAR(12) NOT NULL, 
	school VARCHAR(60) NOT NULL, 
	specialty VARCHAR(60) NOT NULL, 
	level VARCHAR(16) NOT NULL, 
	graduated_on DATE NOT NULL, 
	certificate_no VARCHAR(20), 
	name VARCHAR(50) NOT NULL, 
	id_number VARCHAR(18), 
	sex VARCHAR(1), 
	document_kind VARCHAR(24), 
	document_no VARCHAR(24), 
	compared_at BIGINT, 
	CONSTRAINT pk_prior_qualification PRIMARY KEY (county_id, candidate_id)
)
 WITHOUT ROWID

;
--
CREATE TABLE proposed_refusal (
	application_id BLOB NOT NULL, 
	clerk_id BLOB NOT NULL, 
	reasons TEXT NOT NULL, 
	proposed_at BIGINT NOT NULL, 
	PRIMARY KEY (application_id)
)
 WITHOUT ROWID

;
--
CREATE TABLE provincial_setting (
	name VARCHAR(60) NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_provincial_setting PRIMARY KEY (name)
)
 WITHOUT ROWID

;
--
CREATE TABLE reason (
	id VARCHAR(40) NOT NULL, 
	version SMALLINT NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	position SMALLINT NOT NULL, 
	title VARCHAR(60) NOT NULL, 
	candidate_text VARCHAR(300) NOT NULL, 
	file_text VARCHAR(300) NOT NULL, 
	retired BOOLEAN DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_reason PRIMARY KEY (id, version)
)
 WITHOUT ROWID

;
--
CREATE TABLE round (
	id VARCHAR(6) NOT NULL, 
	graduation_on DATE NOT NULL, 
	times TEXT NOT NULL, 
	non_working_days TEXT NOT NULL, 
	CONSTRAINT pk_round PRIMARY KEY (id)
)
 WITHOUT ROWID

;
--
CREATE TABLE rule_pack (
	id VARCHAR(40) NOT NULL, 
	specialty_code VARCHAR(8) NOT NULL, 
	generation VARCHAR(8) NOT NULL, 
	content TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_rule_pack PRIMARY KEY (id)
)
 WITHOUT ROWID

;
--
CREATE TABLE sign_off (
	number INTEGER NOT NULL, 
	clerk_id BLOB NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (number)
);
--
CREATE TABLE specialty (
	code VARCHAR(8) NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	level VARCHAR(16) NOT NULL, 
	host_id SMALLINT NOT NULL, 
	stopped BOOLEAN DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_specialty PRIMARY KEY (code, host_id)
)
 WITHOUT ROWID

;
--
CREATE TABLE store_meta (
	name VARCHAR(40) NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (name)
);
--
CREATE TABLE substitution_choice (
	county_id INTEGER NOT NULL, 
	application_id BLOB NOT NULL, 
	attempt SMALLINT NOT NULL, 
	course VARCHAR(10) NOT NULL, 
	kind VARCHAR(12) NOT NULL, 
	substitution_id VARCHAR(12), 
	"by" TEXT NOT NULL, 
	chosen_by BLOB, 
	CONSTRAINT pk_substitution_choice PRIMARY KEY (county_id, application_id, attempt, course)
)
 WITHOUT ROWID

;
--
CREATE TABLE sync_state (
	name VARCHAR(40) NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (name)
);
--
CREATE TABLE view_log (
	number INTEGER NOT NULL, 
	clerk_id BLOB NOT NULL, 
	candidate_id BLOB NOT NULL, 
	screen VARCHAR(40) NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (number)
);
--
CREATE TABLE withdrawn_command (
	counter BIGINT NOT NULL, 
	"key" BLOB NOT NULL, 
	text TEXT NOT NULL, 
	signature VARCHAR(64) NOT NULL, 
	second_signature VARCHAR(64), 
	previous_hash VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	withdrawn_at BIGINT NOT NULL, 
	withdrawn_by BLOB NOT NULL, 
	PRIMARY KEY (counter), 
	UNIQUE ("key")
);
--
CREATE TABLE workstation (
	county_id INTEGER NOT NULL, 
	id BLOB NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	active BOOLEAN DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_workstation PRIMARY KEY (county_id, id)
)
 WITHOUT ROWID

;
--
CREATE INDEX ix_application_candidate_id ON application (candidate_id);
--
CREATE INDEX ix_application_counter_draft ON application (county_id, review_state, review_changed_at, entered_by) WHERE entered_by IS NOT NULL;
--
CREATE INDEX ix_application_filing ON application (county_id, filing_id, materials_state, review_state);
--
CREATE INDEX ix_application_materials ON application (county_id, materials_state, materials_changed_at);
--
CREATE INDEX ix_application_queue ON application (county_id, review_state, to_verify, round_id, attempt DESC, submitted_at);
--
CREATE INDEX ix_application_review ON application (county_id, review_state, review_changed_at);
--
CREATE INDEX ix_candidate_id_number ON candidate (county_id, id_number);
--
CREATE INDEX ix_candidate_identity ON candidate (county_id, identity_state, registration_county_id, identity_changed_at);
--
CREATE INDEX ix_candidate_name ON candidate (county_id, name);
--
CREATE INDEX ix_candidate_number_candidate_id ON candidate_number (candidate_id);
--
CREATE INDEX ix_candidate_prior ON candidate (county_id, prior_state, prior_changed_at);
--
CREATE INDEX ix_command_candidate ON command (county_id, candidate_id, at);
--
CREATE INDEX ix_command_clerk ON command (county_id, clerk_id, at);
--
CREATE INDEX ix_correction_candidate_id ON correction (candidate_id);
--
CREATE INDEX ix_correction_state ON correction (county_id, correction_state, correction_changed_at);
--
CREATE INDEX ix_course_card_candidate_id ON course_card (candidate_id);
--
CREATE INDEX ix_course_card_original ON course_card (county_id, original_state, original_changed_at);
--
CREATE INDEX ix_course_card_state ON course_card (county_id, card_state, candidate_id, entered_at);
--
CREATE INDEX ix_filing_candidate_id ON filing (candidate_id);
--
CREATE INDEX ix_filing_payment ON filing (county_id, payment_state, round_id, payment_changed_at);
--
CREATE INDEX ix_filing_photo ON filing (county_id, photo_state, photo_changed_at);
--
CREATE INDEX ix_outbox_mark ON outbox (mark, send_after);
--
CREATE INDEX ix_sign_off_clerk_id ON sign_off (clerk_id);
--
CREATE TRIGGER view_log_no_delete BEFORE DELETE ON view_log BEGIN SELECT RAISE(ABORT, 'the log of views is only added to'); END;
--
CREATE TRIGGER view_log_no_update BEFORE UPDATE ON view_log BEGIN SELECT RAISE(ABORT, 'the log of views is only added to'); END;
--
