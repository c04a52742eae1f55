BEGIN TRANSACTION;
CREATE TABLE advice (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	since DATETIME NOT NULL, 
	principle INTEGER NOT NULL, 
	reason INTEGER NOT NULL, 
	practised INTEGER NOT NULL, 
	CONSTRAINT pk_advice PRIMARY KEY (id), 
	CONSTRAINT ck_advice_principle CHECK (principle BETWEEN 1 AND 8), 
	CONSTRAINT fk_advice_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_advice_user_id_since UNIQUE (user_id, since)
);
INSERT INTO "advice" VALUES(1,1,'2026-11-27 08:00:00.000000',3,1,0);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0004');
CREATE TABLE attempts (
	"key" VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	ends_at DATETIME NOT NULL, 
	CONSTRAINT pk_attempts PRIMARY KEY ("key")
);
INSERT INTO "attempts" VALUES('0000000000000000000000000000000000000000000000000000000000000000',2,'2026-11-27 08:00:00.000000');
CREATE TABLE away (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	habit_id INTEGER, 
	first DATE NOT NULL, 
	last DATE, 
	reason VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_away PRIMARY KEY (id), 
	CONSTRAINT ck_away_in_order CHECK (last IS NULL OR last >= first), 
	CONSTRAINT fk_away_habit_id_habit FOREIGN KEY(habit_id) REFERENCES habit (id) ON DELETE CASCADE, 
	CONSTRAINT fk_away_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE
);
INSERT INTO "away" VALUES(1,1,1,'2026-11-22','2026-12-01','Holiday');
INSERT INTO "away" VALUES(2,1,2,'2026-11-22','2026-12-01','Holiday');
INSERT INTO "away" VALUES(3,1,3,'2026-11-22','2026-12-01','Holiday');
CREATE TABLE browser_session (
	id INTEGER NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	user_id INTEGER NOT NULL, 
	browser VARCHAR(40) NOT NULL, 
	lasting BOOLEAN NOT NULL, 
	begun_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	CONSTRAINT pk_browser_session PRIMARY KEY (id), 
	CONSTRAINT fk_browser_session_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_browser_session_key UNIQUE ("key")
);
INSERT INTO "browser_session" VALUES(1,'1111111111111111111111111111111111111111111111111111111111111111',1,'Firefox on Windows',1,'2026-11-27 08:00:00.000000','2026-11-27 08:00:00.000000');
CREATE TABLE check_in (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	habit_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	state VARCHAR(8) NOT NULL, 
	number DOUBLE, 
	note TEXT NOT NULL, 
	moment DATETIME NOT NULL, 
	zone VARCHAR(64) NOT NULL, 
	late BOOLEAN NOT NULL, 
	import_id INTEGER, 
	CONSTRAINT pk_check_in PRIMARY KEY (id), 
	CONSTRAINT ck_check_in_open_has_note CHECK (state <> 'open' OR note <> ''), 
	CONSTRAINT ck_check_in_state CHECK (state IN ('done', 'partial', 'rest', 'missed', 'open')), 
	CONSTRAINT ck_check_in_number CHECK (number >= 0), 
	CONSTRAINT fk_check_in_habit_id_habit FOREIGN KEY(habit_id) REFERENCES habit (id) ON DELETE CASCADE, 
	CONSTRAINT fk_check_in_import_id_habit_import FOREIGN KEY(import_id) REFERENCES habit_import (id) ON DELETE SET NULL, 
	CONSTRAINT fk_check_in_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_check_in_habit_id_day UNIQUE (habit_id, day)
);
INSERT INTO "check_in" VALUES(1,1,1,'2026-11-18','done',NULL,'','2026-11-18 17:04:00.000000','UTC',0,NULL);
INSERT INTO "check_in" VALUES(2,1,1,'2026-11-20','done',NULL,'','2026-11-20 17:13:00.000000','UTC',0,NULL);
INSERT INTO "check_in" VALUES(3,1,1,'2026-11-23','done',NULL,'Two breaths felt long. Anton told me about the budget before I could ask.','2026-11-23 17:35:00.000000','UTC',0,NULL);
INSERT INTO "check_in" VALUES(4,1,1,'2026-11-24','done',NULL,'','2026-11-24 17:14:00.000000','UTC',0,NULL);
INSERT INTO "check_in" VALUES(5,1,2,'2026-11-18','done',NULL,'Cut in once, said so, he laughed. The second time I held out.','2026-11-18 17:02:00.000000','UTC',0,NULL);
INSERT INTO "check_in" VALUES(6,1,2,'2026-11-20','done',NULL,'','2026-11-20 17:36:00.000000','UTC',0,NULL);
INSERT INTO "check_in" VALUES(7,1,2,'2026-11-23','done',NULL,'','2026-11-23 17:23:00.000000','UTC',0,NULL);
INSERT INTO "check_in" VALUES(8,1,2,'2026-11-24','done',NULL,'','2026-11-24 17:39:00.000000','UTC',0,NULL);
INSERT INTO "check_in" VALUES(9,1,2,'2026-11-25','done',NULL,'','2026-11-25 17:20:00.000000','UTC',0,NULL);
INSERT INTO "check_in" VALUES(10,1,3,'2026-11-20','done',NULL,'','2026-11-20 17:05:00.000000','UTC',0,NULL);
INSERT INTO "check_in" VALUES(11,1,3,'2026-11-25','done',NULL,'Imani wrote back the same hour.','2026-11-25 17:10:00.000000','UTC',0,NULL);
CREATE TABLE direction (
	user_id INTEGER NOT NULL, 
	first INTEGER, 
	second INTEGER, 
	matters_at DATETIME, 
	focus INTEGER, 
	focus_at DATETIME, 
	CONSTRAINT pk_direction PRIMARY KEY (user_id), 
	CONSTRAINT ck_direction_two CHECK (first < second), 
	CONSTRAINT ck_direction_first CHECK (first BETWEEN 1 AND 8), 
	CONSTRAINT ck_direction_focus CHECK (focus BETWEEN 1 AND 8), 
	CONSTRAINT ck_direction_second CHECK (second BETWEEN 1 AND 8), 
	CONSTRAINT fk_direction_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE
);
INSERT INTO "direction" VALUES(1,2,7,'2026-11-27 08:00:00.000000',NULL,NULL);
CREATE TABLE habit (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	principle INTEGER NOT NULL, 
	cue VARCHAR(200) NOT NULL, 
	act VARCHAR(200) NOT NULL, 
	smallest VARCHAR(200) NOT NULL, 
	cue_time TIME, 
	offer VARCHAR(80), 
	import_id INTEGER, 
	token VARCHAR(32) NOT NULL, 
	start DATE NOT NULL, 
	position INTEGER NOT NULL, 
	archived_at DATETIME, 
	rehearsed_at DATETIME, 
	graduated_on DATE, 
	looked_on DATE, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_habit PRIMARY KEY (id), 
	CONSTRAINT ck_habit_principle CHECK (principle BETWEEN 1 AND 8), 
	CONSTRAINT fk_habit_import_id_habit_import FOREIGN KEY(import_id) REFERENCES habit_import (id) ON DELETE SET NULL, 
	CONSTRAINT fk_habit_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_habit_user_id_token UNIQUE (user_id, token)
);
INSERT INTO "habit" VALUES(1,1,'Let people finish',2,'someone brings me a problem','wait two breaths before I answer','',NULL,NULL,NULL,'demo-0','2026-11-18',0,NULL,'2026-11-18 08:00:00.000000',NULL,NULL,'2026-11-18 08:00:00.000000');
INSERT INTO "habit" VALUES(2,1,'Send one useful thing',3,'I close my reading after lunch','send one item to one person, with the reason','',NULL,NULL,NULL,'demo-1','2026-11-18',1,NULL,'2026-11-18 08:00:00.000000',NULL,NULL,'2026-11-18 08:00:00.000000');
INSERT INTO "habit" VALUES(3,1,'Name what someone did well',7,'my last meeting of the day ends','tell one person what their work let me do','',NULL,NULL,NULL,'demo-2','2026-11-18',2,NULL,'2026-11-18 08:00:00.000000',NULL,NULL,'2026-11-18 08:00:00.000000');
CREATE TABLE habit_import (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	source VARCHAR(40) NOT NULL, 
	filename VARCHAR(120) NOT NULL, 
	state VARCHAR(6) NOT NULL, 
	content TEXT, 
	left_out INTEGER NOT NULL, 
	habits INTEGER NOT NULL, 
	days INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_habit_import PRIMARY KEY (id), 
	CONSTRAINT ck_habit_import_draft_has_content CHECK ((state = 'draft') = (content IS NOT NULL)), 
	CONSTRAINT ck_habit_import_state CHECK (state IN ('draft', 'done', 'undone')), 
	CONSTRAINT fk_habit_import_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE
);
INSERT INTO "habit_import" VALUES(1,1,'loop','Loop.db','done',NULL,0,0,0,'2026-11-27 08:00:00.000000');
CREATE TABLE habit_plan (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	habit_id INTEGER NOT NULL, 
	start DATE NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	weekdays INTEGER NOT NULL, 
	times INTEGER NOT NULL, 
	days INTEGER NOT NULL, 
	week_start INTEGER NOT NULL, 
	goal VARCHAR(8) NOT NULL, 
	target DOUBLE, 
	unit VARCHAR(20) NOT NULL, 
	CONSTRAINT pk_habit_plan PRIMARY KEY (id), 
	CONSTRAINT ck_habit_plan_goal_has_target CHECK ((goal = '') = (target IS NULL)), 
	CONSTRAINT ck_habit_plan_goal CHECK (goal IN ('', 'at_least', 'at_most')), 
	CONSTRAINT ck_habit_plan_some_weekday CHECK (kind <> 'weekdays' OR weekdays > 0), 
	CONSTRAINT ck_habit_plan_kind CHECK (kind IN ('daily', 'weekdays', 'week', 'month', 'interval', 'frequency')), 
	CONSTRAINT ck_habit_plan_days CHECK (days BETWEEN 1 AND 366), 
	CONSTRAINT ck_habit_plan_target CHECK (target >= 0), 
	CONSTRAINT ck_habit_plan_times CHECK (times BETWEEN 1 AND 366), 
	CONSTRAINT ck_habit_plan_week_start CHECK (week_start BETWEEN 1 AND 7), 
	CONSTRAINT ck_habit_plan_weekdays CHECK (weekdays BETWEEN 0 AND 127), 
	CONSTRAINT fk_habit_plan_habit_id_habit FOREIGN KEY(habit_id) REFERENCES habit (id) ON DELETE CASCADE, 
	CONSTRAINT fk_habit_plan_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_habit_plan_habit_id_start UNIQUE (habit_id, start)
);
INSERT INTO "habit_plan" VALUES(1,1,1,'2026-11-18','weekdays',31,1,1,1,'',NULL,'');
INSERT INTO "habit_plan" VALUES(2,1,2,'2026-11-18','week',0,3,1,1,'',NULL,'');
INSERT INTO "habit_plan" VALUES(3,1,3,'2026-11-18','daily',0,1,1,1,'',NULL,'');
CREATE TABLE hindsight (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	week VARCHAR(8) NOT NULL, 
	item VARCHAR(60) NOT NULL, 
	digest VARCHAR(16) NOT NULL, 
	reverse BOOLEAN NOT NULL, 
	value INTEGER, 
	answered_at DATETIME NOT NULL, 
	CONSTRAINT pk_hindsight PRIMARY KEY (id), 
	CONSTRAINT ck_hindsight_value CHECK (value IN (0, 25, 50, 75, 100)), 
	CONSTRAINT fk_hindsight_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_hindsight_user_id_week_item UNIQUE (user_id, week, item)
);
INSERT INTO "hindsight" VALUES(1,1,'2026-W47','authenticity-1','0000000000000000',0,50,'2026-11-27 08:00:00.000000');
CREATE TABLE journal_entry (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	kind VARCHAR(12) NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	prompt TEXT NOT NULL, 
	text TEXT NOT NULL, 
	parts JSON, 
	written_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_journal_entry PRIMARY KEY (id), 
	CONSTRAINT ck_journal_entry_kind CHECK (kind IN ('note', 'reflection', 'tool')), 
	CONSTRAINT fk_journal_entry_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_journal_entry_user_id_kind_key UNIQUE (user_id, kind, "key")
);
INSERT INTO "journal_entry" VALUES(1,1,'reflection','look-back/2026-W47/well','What went well this week, and with whom?','Stand-up is too fast for this. Better in one-to-ones.',NULL,'2026-11-22 18:00:00.000000','2026-11-22 18:00:00.000000');
INSERT INTO "journal_entry" VALUES(2,1,'reflection','look-back/2026-W47/next','What do you want to try next week?','Send Imani the numbers before she asks.',NULL,'2026-11-22 18:00:00.000000','2026-11-22 18:00:00.000000');
INSERT INTO "journal_entry" VALUES(3,1,'note','demo-9','','Did the smallest version, between two calls.',NULL,'2026-11-18 08:00:00.000000','2026-11-18 08:00:00.000000');
CREATE TABLE lesson_answer (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	question_id VARCHAR(100) NOT NULL, 
	first_response JSON NOT NULL, 
	first_score DOUBLE, 
	first_confidence VARCHAR(6), 
	first_hinted BOOLEAN NOT NULL, 
	first_digest VARCHAR(16) NOT NULL, 
	first_at DATETIME NOT NULL, 
	last_response JSON NOT NULL, 
	last_digest VARCHAR(16) NOT NULL, 
	last_at DATETIME NOT NULL, 
	tries INTEGER NOT NULL, 
	CONSTRAINT pk_lesson_answer PRIMARY KEY (id), 
	CONSTRAINT ck_lesson_answer_confidence CHECK (first_confidence IN ('guess', 'fairly', 'sure')), 
	CONSTRAINT ck_lesson_answer_score CHECK (first_score >= 0 AND first_score <= 1), 
	CONSTRAINT ck_lesson_answer_tries CHECK (tries >= 1), 
	CONSTRAINT fk_lesson_answer_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_lesson_answer_user_id_question_id UNIQUE (user_id, question_id)
);
INSERT INTO "lesson_answer" VALUES(1,1,'auth-soil-fields','["a19e5a7c05"]',1.0,'sure',0,'5dde8b9d88932639','2026-11-18 18:13:00.000000','["a19e5a7c05"]','5dde8b9d88932639','2026-11-20 18:30:00.000000',2);
INSERT INTO "lesson_answer" VALUES(2,1,'auth-catalogue-proof','["496cfbec5c"]',1.0,'sure',0,'90719a0ff12f1b5d','2026-11-18 18:47:00.000000','["496cfbec5c"]','90719a0ff12f1b5d','2026-11-18 18:47:00.000000',1);
INSERT INTO "lesson_answer" VALUES(3,1,'auth-courier-story','["735b536f40"]',1.0,'fairly',0,'a559bb723ec461d1','2026-11-18 18:58:00.000000','["735b536f40"]','a559bb723ec461d1','2026-11-18 18:58:00.000000',1);
INSERT INTO "lesson_answer" VALUES(4,1,'auth-ana-leaving','["385d4e70d3", "b365d5d63a", "f54fae9b19"]',0.0,'sure',0,'551ce4c3973a5f9b','2026-11-18 18:10:00.000000','["385d4e70d3", "b365d5d63a", "f54fae9b19"]','551ce4c3973a5f9b','2026-11-18 18:10:00.000000',1);
INSERT INTO "lesson_answer" VALUES(5,1,'auth-microscope-monday','["00d65f6f56"]',1.0,'guess',0,'76fcd79e0c0037fb','2026-11-18 18:17:00.000000','["00d65f6f56"]','76fcd79e0c0037fb','2026-11-20 18:44:00.000000',2);
INSERT INTO "lesson_answer" VALUES(6,1,'listen-survey-chain','["de43b3dfca"]',1.0,'guess',0,'934a45cb6858db7d','2026-11-19 18:17:00.000000','["4189809002"]','934a45cb6858db7d','2026-11-23 18:30:00.000000',4);
INSERT INTO "lesson_answer" VALUES(7,1,'listen-lunch-phones','["4680e4c93e"]',1.0,'sure',0,'7b357491e4186d69','2026-11-19 18:43:00.000000','["4680e4c93e"]','7b357491e4186d69','2026-11-19 18:43:00.000000',1);
INSERT INTO "lesson_answer" VALUES(8,1,'listen-open-lines','["6fd5f12c0b", "c13144d00b"]',1.0,'sure',0,'e75fd2fa7bd59403','2026-11-19 18:14:00.000000','["6fd5f12c0b", "c13144d00b"]','e75fd2fa7bd59403','2026-11-24 18:46:00.000000',2);
INSERT INTO "lesson_answer" VALUES(9,1,'listen-tour-note','["79abfae0e9"]',1.0,'sure',0,'0235f5172469ece2','2026-11-19 18:31:00.000000','["79abfae0e9"]','0235f5172469ece2','2026-11-19 18:31:00.000000',1);
INSERT INTO "lesson_answer" VALUES(10,1,'listen-invoice-run','["39c69ac20a"]',0.0,'fairly',0,'1f58879dcd97edca','2026-11-19 18:16:00.000000','["39c69ac20a"]','1f58879dcd97edca','2026-11-19 18:16:00.000000',1);
INSERT INTO "lesson_answer" VALUES(11,1,'listen-no-fridays','["0f0e71ed88"]',1.0,'sure',0,'ff25fce930cfe891','2026-11-19 18:26:00.000000','["0f0e71ed88"]','ff25fce930cfe891','2026-11-21 18:38:00.000000',2);
INSERT INTO "lesson_answer" VALUES(12,1,'value-stonemason','["448c91dbc2"]',1.0,'sure',0,'df58e460cf6544a7','2026-11-20 18:12:00.000000','["448c91dbc2"]','df58e460cf6544a7','2026-11-20 18:12:00.000000',1);
CREATE TABLE lesson_bookmark (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	step_id VARCHAR(120) NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_lesson_bookmark PRIMARY KEY (id), 
	CONSTRAINT fk_lesson_bookmark_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_lesson_bookmark_user_id_step_id UNIQUE (user_id, step_id)
);
INSERT INTO "lesson_bookmark" VALUES(1,1,'listening-understand.why','2026-11-27 08:00:00.000000');
CREATE TABLE lesson_place (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	lesson_id VARCHAR(100) NOT NULL, 
	step_id VARCHAR(120), 
	furthest_id VARCHAR(120) NOT NULL, 
	started_at DATETIME NOT NULL, 
	touched_at DATETIME NOT NULL, 
	finished_at DATETIME, 
	CONSTRAINT pk_lesson_place PRIMARY KEY (id), 
	CONSTRAINT fk_lesson_place_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_lesson_place_user_id_lesson_id UNIQUE (user_id, lesson_id)
);
INSERT INTO "lesson_place" VALUES(1,1,'authenticity-understand',NULL,'habit-real-reason','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000');
INSERT INTO "lesson_place" VALUES(2,1,'authenticity-practise',NULL,'habit-true-sentence','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000');
INSERT INTO "lesson_place" VALUES(3,1,'authenticity-keep',NULL,'habit-trade-goals','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000');
INSERT INTO "lesson_place" VALUES(4,1,'listening-understand',NULL,'habit-last-point','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000');
INSERT INTO "lesson_place" VALUES(5,1,'listening-practise',NULL,'habit-ideas-or-ear','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000');
INSERT INTO "lesson_place" VALUES(6,1,'listening-keep',NULL,'habit-one-line-kept','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000');
INSERT INTO "lesson_place" VALUES(7,1,'value-understand',NULL,'habit-ideas-hands-ear','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000');
INSERT INTO "lesson_place" VALUES(8,1,'value-practise',NULL,'habit-one-item-friday','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000');
INSERT INTO "lesson_place" VALUES(9,1,'value-keep',NULL,'habit-how-did-it-go','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000');
INSERT INTO "lesson_place" VALUES(10,1,'communicate-understand',NULL,'habit-monday-two-lines','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000');
INSERT INTO "lesson_place" VALUES(11,1,'communicate-practise',NULL,'habit-name-the-next','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000');
INSERT INTO "lesson_place" VALUES(12,1,'communicate-keep',NULL,'habit-yearly-ring','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000','2026-11-24 08:00:00.000000');
CREATE TABLE lesson_rating (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	lesson_id VARCHAR(100) NOT NULL, 
	liked BOOLEAN NOT NULL, 
	word VARCHAR(500) NOT NULL, 
	rated_at DATETIME NOT NULL, 
	CONSTRAINT pk_lesson_rating PRIMARY KEY (id), 
	CONSTRAINT fk_lesson_rating_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_lesson_rating_user_id_lesson_id UNIQUE (user_id, lesson_id)
);
INSERT INTO "lesson_rating" VALUES(1,1,'listening-understand',1,'Short, “good”','2026-11-27 08:00:00.000000');
CREATE TABLE listening_draft (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	kind VARCHAR(12) NOT NULL, 
	exercise_id VARCHAR(100) NOT NULL, 
	part VARCHAR(100) NOT NULL, 
	text TEXT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	CONSTRAINT pk_listening_draft PRIMARY KEY (id), 
	CONSTRAINT fk_listening_draft_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_listening_draft_user_id_kind_exercise_id_part UNIQUE (user_id, kind, exercise_id, part)
);
INSERT INTO "listening_draft" VALUES(1,1,'reply','amara-change-log','','So the supplier knew “first”','2026-11-27 08:00:00.000000');
CREATE TABLE listening_field (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	token VARCHAR(120) NOT NULL, 
	mattered TEXT NOT NULL, 
	asked TEXT NOT NULL, 
	noticed TEXT NOT NULL, 
	practice_day DATE NOT NULL, 
	written_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_listening_field PRIMARY KEY (id), 
	CONSTRAINT fk_listening_field_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_listening_field_user_id_token UNIQUE (user_id, token)
);
INSERT INTO "listening_field" VALUES(1,1,'demo-26','That her name stays on the list.','What would you lose?','I looked at the clock.','2026-11-01','2026-11-01 17:40:00.000000','2026-11-01 17:40:00.000000');
INSERT INTO "listening_field" VALUES(2,1,'demo-15','Not the money, the tone of the mail.','How did it read to you?','','2026-11-12','2026-11-12 17:40:00.000000','2026-11-12 17:40:00.000000');
INSERT INTO "listening_field" VALUES(3,1,'demo-4','To be told before the others.','What would have helped on the day?','I had the answer ready and held it for once.','2026-11-23','2026-11-23 17:40:00.000000','2026-11-23 17:40:00.000000');
CREATE TABLE listening_overruled (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	reply_id INTEGER NOT NULL, 
	note VARCHAR(120) NOT NULL, 
	said_at DATETIME NOT NULL, 
	CONSTRAINT pk_listening_overruled PRIMARY KEY (id), 
	CONSTRAINT fk_listening_overruled_reply_id_listening_reply FOREIGN KEY(reply_id) REFERENCES listening_reply (id) ON DELETE CASCADE, 
	CONSTRAINT fk_listening_overruled_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_listening_overruled_reply_id_note UNIQUE (reply_id, note)
);
INSERT INTO "listening_overruled" VALUES(1,1,1,'advice-1','2026-11-27 08:00:00.000000');
CREATE TABLE listening_reply (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	token VARCHAR(120) NOT NULL, 
	kind VARCHAR(12) NOT NULL, 
	exercise_id VARCHAR(100) NOT NULL, 
	part VARCHAR(100) NOT NULL, 
	run VARCHAR(40) NOT NULL, 
	level INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	went_well BOOLEAN NOT NULL, 
	opened BOOLEAN, 
	asked_open BOOLEAN NOT NULL, 
	advised BOOLEAN NOT NULL, 
	points_found INTEGER NOT NULL, 
	points INTEGER NOT NULL, 
	judgement JSON, 
	feedback JSON, 
	practice_day DATE NOT NULL, 
	answered_at DATETIME NOT NULL, 
	CONSTRAINT pk_listening_reply PRIMARY KEY (id), 
	CONSTRAINT ck_listening_reply_kind CHECK (kind IN ('spot', 'catch', 'say-back', 'ask', 'reply', 'conversation')), 
	CONSTRAINT ck_listening_reply_level CHECK (level BETWEEN 1 AND 3), 
	CONSTRAINT ck_listening_reply_points_found CHECK (points_found BETWEEN 0 AND points), 
	CONSTRAINT fk_listening_reply_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_listening_reply_user_id_token UNIQUE (user_id, token)
);
INSERT INTO "listening_reply" VALUES(1,1,'demo-0','say-back','drill-say-back','dl-kiln','',1,'You should raise it with your manager on Monday, and put it in writing.',0,NULL,0,1,0,1,'{"question": {"sure": "no", "score": 0.0, "spans": []}, "question_type": "none", "reflection": {"sure": "no", "score": 0.2, "spans": []}, "advice": {"sure": "yes", "score": 0.85, "spans": [{"start": 0, "end": 10}, {"start": 53, "end": 56}]}, "information": {"sure": "no", "score": 0.0, "spans": []}, "self_turn": {"sure": "no", "score": 0.0, "spans": []}, "reassurance": {"sure": "no", "score": 0.0, "spans": []}, "feeling": {"sure": "no", "score": 0.0, "spans": []}, "parrot": 0.0, "copied": [], "points": [{"index": 0, "sure": "no", "score": 0.0, "clause": null}], "main": "therapist_input", "mode": "basic", "english": true}','{"finding": "You went straight to what could be done, before they knew that you had heard them.", "facts": [{"label": "Key points", "value": "0 of 1 found"}, {"label": "Your question", "value": "None"}, {"label": "Advice", "value": "Given twice"}, {"label": "Their words reused", "value": "None"}], "pieces": [{"text": "You should", "kind": "advice", "note": 1}, {"text": " raise it with your manager on Monday, and ", "kind": "", "note": 0}, {"text": "put", "kind": "advice", "note": 2}, {"text": " it in writing.", "kind": "", "note": 0}], "notes": [{"id": "advice-1", "number": 1, "kind": "advice", "title": "Advice, before they asked", "text": "It may well be right. Said now, it ends what they were telling you; it can wait.", "quote": "You should", "sure": "fair"}, {"id": "advice-2", "number": 2, "kind": "advice", "title": "Advice, before they asked", "text": "A way out, before they have said what kind of way they need. Hold it one reply longer.", "quote": "put", "sure": "fair"}], "points": [{"id": "dl-kiln", "text": "Nobody told her that the kiln was working again.", "sure": "no", "clause": "", "quote": ""}], "judged": "This was judged by signs and shared words alone, which is basic: the sentence encoder is not there. Take the notes as hints. Irony and unusual turns of phrase are misread. If a note is wrong, say so.", "mode": "basic", "english": true, "went_well": false}','2026-11-18','2026-11-18 12:30:00.000000');
INSERT INTO "listening_reply" VALUES(2,1,'demo-1','say-back','bronagh-up-on-the-board','','',1,'It sounds as if nobody asked you. What would you have told them?',0,NULL,1,0,0,4,'{"question": {"sure": "yes", "score": 0.85, "spans": [{"start": 34, "end": 64}]}, "question_type": "open", "reflection": {"sure": "yes", "score": 0.85, "spans": [{"start": 0, "end": 22}]}, "advice": {"sure": "no", "score": 0.2, "spans": []}, "information": {"sure": "no", "score": 0.0, "spans": []}, "self_turn": {"sure": "no", "score": 0.0, "spans": []}, "reassurance": {"sure": "no", "score": 0.0, "spans": []}, "feeling": {"sure": "no", "score": 0.0, "spans": []}, "parrot": 0.0, "copied": [], "points": [{"index": 0, "sure": "no", "score": 0.0, "clause": null}, {"index": 1, "sure": "no", "score": 0.0, "clause": null}, {"index": 2, "sure": "no", "score": 0.0, "clause": null}, {"index": 3, "sure": "no", "score": 0.0, "clause": null}], "main": "question", "mode": "basic", "english": true}','{"finding": "You tried to put into your words what she means, and left her room to correct you.", "facts": [{"label": "Key points", "value": "0 of 4 found"}, {"label": "Your question", "value": "Open"}, {"label": "Advice", "value": "None"}, {"label": "Her words reused", "value": "None"}], "pieces": [{"text": "It sounds as if nobody", "kind": "works", "note": 1}, {"text": " asked you. ", "kind": "", "note": 0}, {"text": "What would you have told them?", "kind": "works", "note": 2}], "notes": [{"id": "reflection-1", "number": 1, "kind": "works", "title": "You put it in your own words", "text": "None of her points was recognised in it; she will know better whether it fits.", "quote": "It sounds as if nobody", "sure": "fair"}, {"id": "open-1", "number": 2, "kind": "works", "title": "An open question", "text": "She can start where it matters to her.", "quote": "What would you have told them?", "sure": "solid"}], "points": [{"id": "three-calls", "text": "The control room rang her three times about one bus.", "sure": "no", "clause": "", "quote": "Ten minutes after, another one rings"}, {"id": "guess-on-board", "text": "Her rough guess went up on the board as a fixed time.", "sure": "no", "clause": "", "quote": "Ready at four. As if I\u2019d said it"}, {"id": "driver-came", "text": "The driver accused her of breaking a promise, in front of her apprentice.", "sure": "no", "clause": "", "quote": "In front of the young lad I\u2019m training"}, {"id": "gives-no-time", "text": "She never gives a time unless she is sure of it.", "sure": "no", "clause": "", "quote": "I don\u2019t say a time unless"}], "judged": "This was judged by signs and shared words alone, which is basic: the sentence encoder is not there. Take the notes as hints. Irony and unusual turns of phrase are misread. If a note is wrong, say so.", "mode": "basic", "english": true, "went_well": false}','2026-11-23','2026-11-23 12:30:00.000000');
INSERT INTO "listening_reply" VALUES(3,1,'demo-spot-0','spot','drill-spot-acts','ds-handrail','',1,'advice',0,NULL,0,0,0,0,NULL,NULL,'2026-11-18','2026-11-18 08:10:00.000000');
INSERT INTO "listening_reply" VALUES(4,1,'demo-spot-1','spot','drill-spot-acts','ds-freezer','',1,'advice',1,NULL,0,0,0,0,NULL,NULL,'2026-11-19','2026-11-19 08:10:00.000000');
INSERT INTO "listening_reply" VALUES(5,1,'demo-spot-2','spot','drill-spot-acts','ds-tender','',1,'open',1,NULL,0,0,0,0,NULL,NULL,'2026-11-20','2026-11-20 08:10:00.000000');
INSERT INTO "listening_reply" VALUES(6,1,'demo-spot-3','spot','drill-spot-acts','ds-walking-frame','',1,'self-turn',1,NULL,0,0,0,0,NULL,NULL,'2026-11-21','2026-11-21 08:10:00.000000');
INSERT INTO "listening_reply" VALUES(7,1,'demo-spot-4','spot','drill-spot-acts','ds-budget-line','',1,'advice',0,NULL,0,0,0,0,NULL,NULL,'2026-11-22','2026-11-22 08:10:00.000000');
INSERT INTO "listening_reply" VALUES(8,1,'demo-spot-5','spot','drill-spot-acts','ds-first-surgery','',1,'reassurance',1,NULL,0,0,0,0,NULL,NULL,'2026-11-23','2026-11-23 08:10:00.000000');
INSERT INTO "listening_reply" VALUES(9,1,'demo-spot-6','spot','drill-spot-acts','ds-night-bus','',1,'reflection',1,NULL,0,0,0,0,NULL,NULL,'2026-11-24','2026-11-24 08:10:00.000000');
INSERT INTO "listening_reply" VALUES(10,1,'demo-spot-7','spot','drill-spot-acts','ds-new-title','',1,'advice',1,NULL,0,0,0,0,NULL,NULL,'2026-11-25','2026-11-25 08:10:00.000000');
INSERT INTO "listening_reply" VALUES(11,1,'000000000000000000000001.first','conversation','talk-news-with-a-catch','first','000000000000000000000001',1,'It sounds as if nobody asked you. What would you have told them?',1,1,1,0,0,2,'{"question": {"sure": "yes", "score": 0.85, "spans": [{"start": 34, "end": 64}]}, "question_type": "open", "reflection": {"sure": "yes", "score": 0.85, "spans": [{"start": 0, "end": 22}]}, "advice": {"sure": "no", "score": 0.2, "spans": []}, "information": {"sure": "no", "score": 0.0, "spans": []}, "self_turn": {"sure": "no", "score": 0.0, "spans": []}, "reassurance": {"sure": "no", "score": 0.0, "spans": []}, "feeling": {"sure": "no", "score": 0.0, "spans": []}, "parrot": 0.0, "copied": [], "points": [{"index": 0, "sure": "no", "score": 0.0, "clause": null}, {"index": 1, "sure": "no", "score": 0.0, "clause": null}], "main": "question", "mode": "basic", "english": true}','{"finding": "You tried to put into your words what she means, and your question lets her choose where to go next.", "facts": [{"label": "Key points", "value": "0 of 2 found"}, {"label": "Your question", "value": "Open"}, {"label": "Advice", "value": "None"}, {"label": "Her words reused", "value": "None"}], "pieces": [{"text": "It sounds as if nobody", "kind": "works", "note": 1}, {"text": " asked you. ", "kind": "", "note": 0}, {"text": "What would you have told them?", "kind": "works", "note": 2}], "notes": [{"id": "reflection-1", "number": 1, "kind": "works", "title": "You put it in your own words", "text": "None of her points was recognised in it; she will know better whether it fits.", "quote": "It sounds as if nobody", "sure": "fair"}, {"id": "open-1", "number": 2, "kind": "works", "title": "An open question", "text": "She can start where it matters to her.", "quote": "What would you have told them?", "sure": "solid"}], "points": [{"id": "first", "text": "She has been given the grant for a trial of three years.", "sure": "no", "clause": "", "quote": ""}, {"id": "first-2", "text": "The project is to be run from Accra.", "sure": "no", "clause": "", "quote": ""}], "judged": "This was judged by signs and shared words alone, which is basic: the sentence encoder is not there. Take the notes as hints. Irony and unusual turns of phrase are misread. If a note is wrong, say so.", "mode": "basic", "english": true, "went_well": true}','2026-11-25','2026-11-25 12:30:00.000000');
INSERT INTO "listening_reply" VALUES(12,1,'000000000000000000000001.second','conversation','talk-news-with-a-catch','second','000000000000000000000001',1,'You’re caught between the two of them, and both expect you to choose.',1,1,0,0,0,1,'{"question": {"sure": "no", "score": 0.0, "spans": []}, "question_type": "none", "reflection": {"sure": "yes", "score": 0.7, "spans": [{"start": 0, "end": 13}]}, "advice": {"sure": "no", "score": 0.0, "spans": []}, "information": {"sure": "no", "score": 0.0, "spans": []}, "self_turn": {"sure": "no", "score": 0.0, "spans": []}, "reassurance": {"sure": "no", "score": 0.0, "spans": []}, "feeling": {"sure": "yes", "score": 0.7, "spans": [{"start": 7, "end": 21}]}, "parrot": 0.0, "copied": [], "points": [{"index": 0, "sure": "no", "score": 0.0, "clause": null}], "main": "reflection", "mode": "basic", "english": true}','{"finding": "You named how it is for her, \u201ccaught between\u201d, and left it there: nothing in it asks her to go on.", "facts": [{"label": "Key points", "value": "0 of 1 found"}, {"label": "Your question", "value": "None"}, {"label": "Advice", "value": "None"}, {"label": "Her words reused", "value": "None"}], "pieces": [{"text": "You\u2019re caught", "kind": "works", "note": 1}, {"text": " between", "kind": "works", "note": 2}, {"text": " the two of them, and both expect you to choose.", "kind": "", "note": 0}], "notes": [{"id": "reflection-1", "number": 1, "kind": "works", "title": "You put it in your own words", "text": "None of her points was recognised in it; she will know better whether it fits.", "quote": "You\u2019re caught", "sure": "fair"}, {"id": "feeling-1", "number": 2, "kind": "works", "title": "\u201ccaught between\u201d names a feeling", "text": "Offered and not insisted on, it lets her say yes, or find a better word.", "quote": "caught between", "sure": "fair"}], "points": [{"id": "second", "text": "She promised the farmers that she would be there for every planting.", "sure": "no", "clause": "", "quote": ""}], "judged": "This was judged by signs and shared words alone, which is basic: the sentence encoder is not there. Take the notes as hints. Irony and unusual turns of phrase are misread. If a note is wrong, say so.", "mode": "basic", "english": true, "went_well": true}','2026-11-25','2026-11-25 12:30:00.000000');
CREATE TABLE passkey (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	credential_id BLOB NOT NULL, 
	public_key BLOB NOT NULL, 
	sign_count INTEGER NOT NULL, 
	transports JSON, 
	extensions VARCHAR(255), 
	lastuse_datetime DATETIME NOT NULL, 
	name VARCHAR(64) NOT NULL, 
	usage VARCHAR(10) NOT NULL, 
	backup_state BOOLEAN NOT NULL, 
	device_type VARCHAR(20) NOT NULL, 
	CONSTRAINT pk_passkey PRIMARY KEY (id), 
	CONSTRAINT fk_passkey_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_passkey_credential_id UNIQUE (credential_id), 
	CONSTRAINT uq_passkey_user_id_name UNIQUE (user_id, name)
);
INSERT INTO "passkey" VALUES(1,1,X'00FF206964',X'016B6579',3,'["internal"]',NULL,'2026-11-27 08:00:00.000000','Laptop','first',1,'multi_device');
CREATE TABLE pending_import (
	user_id INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	content JSON NOT NULL, 
	CONSTRAINT pk_pending_import PRIMARY KEY (user_id), 
	CONSTRAINT fk_pending_import_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE
);
INSERT INTO "pending_import" VALUES(1,'2026-11-27 08:00:00.000000','{"format": "good-terms-export"}');
CREATE TABLE reminder (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	day DATE NOT NULL, 
	state VARCHAR(7) NOT NULL, 
	attempts INTEGER NOT NULL, 
	claimed_at DATETIME NOT NULL, 
	again_at DATETIME, 
	error VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_reminder PRIMARY KEY (id), 
	CONSTRAINT ck_reminder_failed_has_again CHECK ((state = 'failed') = (again_at IS NOT NULL)), 
	CONSTRAINT ck_reminder_kind CHECK (kind IN ('question', 'digest')), 
	CONSTRAINT ck_reminder_state CHECK (state IN ('claimed', 'sent', 'failed', 'refused', 'unsure', 'empty')), 
	CONSTRAINT fk_reminder_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_reminder_user_id_kind_day UNIQUE (user_id, kind, day)
);
INSERT INTO "reminder" VALUES(1,1,'digest','2026-11-26','failed',1,'2026-11-27 08:00:00.000000','2026-11-27 09:00:00.000000','mail.example.org: away');
CREATE TABLE reminder_choice (
	user_id INTEGER NOT NULL, 
	feed VARCHAR(64), 
	look_back_at TIME, 
	mail_at TIME, 
	asked_on DATE, 
	agreed VARCHAR(255) NOT NULL, 
	CONSTRAINT pk_reminder_choice PRIMARY KEY (user_id), 
	CONSTRAINT fk_reminder_choice_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_reminder_choice_feed UNIQUE (feed)
);
INSERT INTO "reminder_choice" VALUES(1,'fffffffffffffffffffffffffffffffffffffffffff','18:00:00.000000','07:30:00.000000','2026-11-26','demo@example.org');
CREATE TABLE response (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	week VARCHAR(8) NOT NULL, 
	item VARCHAR(60) NOT NULL, 
	digest VARCHAR(16) NOT NULL, 
	principle INTEGER NOT NULL, 
	reverse BOOLEAN NOT NULL, 
	value INTEGER, 
	seconds DOUBLE, 
	answered_at DATETIME NOT NULL, 
	CONSTRAINT pk_response PRIMARY KEY (id), 
	CONSTRAINT ck_response_principle CHECK (principle BETWEEN 1 AND 8), 
	CONSTRAINT ck_response_value CHECK (value IN (0, 25, 50, 75, 100)), 
	CONSTRAINT fk_response_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_response_user_id_week_item UNIQUE (user_id, week, item)
);
INSERT INTO "response" VALUES(1,1,'2026-W47','listening-f3','0c3534dc25da015f',2,0,75,6.0,'2026-11-22 18:00:00.000000');
INSERT INTO "response" VALUES(2,1,'2026-W47','value-f5','08fc773518834ebb',3,0,0,6.0,'2026-11-22 18:00:00.000000');
INSERT INTO "response" VALUES(3,1,'2026-W47','communication-f4','c31bd9803f46b093',4,0,50,6.0,'2026-11-22 18:00:00.000000');
INSERT INTO "response" VALUES(4,1,'2026-W47','appreciation-f4','dfea06f4d7e404d2',7,0,50,6.0,'2026-11-22 18:00:00.000000');
INSERT INTO "response" VALUES(5,1,'2026-W47','networking-f1','0294a2898864b992',6,0,75,6.0,'2026-11-22 18:00:00.000000');
INSERT INTO "response" VALUES(6,1,'2026-W47','reliability-f2','8ecc477c08f547c5',5,0,25,6.0,'2026-11-22 18:00:00.000000');
INSERT INTO "response" VALUES(7,1,'2026-W47','adapting-r3','97a1bec05075e7fa',8,1,75,6.0,'2026-11-22 18:00:00.000000');
INSERT INTO "response" VALUES(8,1,'2026-W47','authenticity-r1','c7d3404cdaa5105f',1,1,50,6.0,'2026-11-22 18:00:00.000000');
INSERT INTO "response" VALUES(9,1,'2026-W47','listening-r4','22735e99e83892d5',2,1,0,6.0,'2026-11-22 18:00:00.000000');
INSERT INTO "response" VALUES(10,1,'2026-W47','value-r5','ec8ea7ce707e4425',3,1,50,6.0,'2026-11-22 18:00:00.000000');
INSERT INTO "response" VALUES(11,1,'2026-W47','communication-r2','befd8d3fc8fb05ff',4,1,75,6.0,'2026-11-22 18:00:00.000000');
INSERT INTO "response" VALUES(12,1,'2026-W47','appreciation-r5','4d1a9d593cc0ed4f',7,1,75,6.0,'2026-11-22 18:00:00.000000');
CREATE TABLE review_card (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	concept VARCHAR(100) NOT NULL, 
	state VARCHAR(6) NOT NULL, 
	stability DOUBLE NOT NULL, 
	difficulty DOUBLE NOT NULL, 
	due DATE NOT NULL, 
	last_review DATETIME NOT NULL, 
	reps INTEGER NOT NULL, 
	lapses INTEGER NOT NULL, 
	CONSTRAINT pk_review_card PRIMARY KEY (id), 
	CONSTRAINT ck_review_card_state CHECK (state IN ('met', 'known', 'lapsed')), 
	CONSTRAINT ck_review_card_difficulty CHECK (difficulty BETWEEN 1 AND 10), 
	CONSTRAINT ck_review_card_stability CHECK (stability > 0), 
	CONSTRAINT fk_review_card_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_review_card_user_id_concept UNIQUE (user_id, concept)
);
INSERT INTO "review_card" VALUES(1,1,'half-truth-repair','known',1.09643323358206981056e+01,2.11121423578539513243e+00,'2026-11-29','2026-11-20 12:00:00.000000',2,0);
INSERT INTO "review_card" VALUES(2,1,'same-story','known',6.57470184281703140527e+00,5.10228690419229291563e+00,'2026-11-29','2026-11-20 12:00:00.000000',2,0);
INSERT INTO "review_card" VALUES(3,1,'listen-in-disagreement','known',1.43885418182563284972e-01,9.92167887621594246638e+00,'2026-11-25','2026-11-24 12:00:00.000000',6,4);
INSERT INTO "review_card" VALUES(4,1,'remember-and-act','known',1.09643323358206981056e+01,2.11121423578539513243e+00,'2026-12-04','2026-11-21 12:00:00.000000',2,0);
INSERT INTO "review_card" VALUES(5,1,'two-sided-introduction','met',2.3065,2.11810397045901588342e+00,'2026-11-22','2026-11-20 12:00:00.000000',1,0);
INSERT INTO "review_card" VALUES(6,1,'asking-well','known',1.09643323358206981056e+01,2.11121423578539513243e+00,'2026-12-03','2026-11-22 12:00:00.000000',2,0);
INSERT INTO "review_card" VALUES(7,1,'no-ask-note','met',2.3065,2.11810397045901588342e+00,'2026-11-23','2026-11-21 12:00:00.000000',1,0);
INSERT INTO "review_card" VALUES(8,1,'fitting-channel','known',1.09643323358206981056e+01,2.11121423578539513243e+00,'2026-12-04','2026-11-23 12:00:00.000000',2,0);
INSERT INTO "review_card" VALUES(9,1,'firm-promise','known',4.51093669884935100089e-01,9.19279764951225430991e+00,'2026-11-25','2026-11-24 12:00:00.000000',3,1);
INSERT INTO "review_card" VALUES(10,1,'honest-forecast','known',1.09643323358206981056e+01,2.11121423578539513243e+00,'2026-12-06','2026-11-24 12:00:00.000000',2,0);
INSERT INTO "review_card" VALUES(11,1,'reach-beyond','met',2.3065,2.11810397045901588342e+00,'2026-11-25','2026-11-23 12:00:00.000000',1,0);
INSERT INTO "review_card" VALUES(12,1,'fair-approach','met',2.3065,2.11810397045901588342e+00,'2026-11-25','2026-11-23 12:00:00.000000',1,0);
CREATE TABLE review_log (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	concept VARCHAR(100) NOT NULL, 
	question_id VARCHAR(100) NOT NULL, 
	digest VARCHAR(16) NOT NULL, 
	context VARCHAR(10) NOT NULL, 
	role VARCHAR(8) NOT NULL, 
	answered_at DATETIME NOT NULL, 
	given_at DATETIME NOT NULL, 
	rating INTEGER NOT NULL, 
	score DOUBLE NOT NULL, 
	confidence VARCHAR(6), 
	hinted BOOLEAN NOT NULL, 
	fsrs_version VARCHAR(20) NOT NULL, 
	CONSTRAINT pk_review_log PRIMARY KEY (id), 
	CONSTRAINT ck_review_log_confidence CHECK (confidence IN ('guess', 'fairly', 'sure')), 
	CONSTRAINT ck_review_log_role CHECK (role IN ('counted', 'easier', 'practice')), 
	CONSTRAINT ck_review_log_rating CHECK (rating BETWEEN 1 AND 4), 
	CONSTRAINT ck_review_log_score CHECK (score >= 0 AND score <= 1), 
	CONSTRAINT fk_review_log_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE
);
INSERT INTO "review_log" VALUES(1,1,'half-truth-repair','auth-backup-mail','ff9e736b5a996b28','lesson','counted','2026-11-18 18:39:00.000000','2026-11-18 12:00:00.000000',3,1.0,'sure',0,'6.3.2');
INSERT INTO "review_log" VALUES(2,1,'half-truth-repair','auth-soil-fields','5dde8b9d88932639','lesson','practice','2026-11-18 18:13:00.000000','2026-11-18 12:00:00.000000',3,1.0,'sure',0,'6.3.2');
INSERT INTO "review_log" VALUES(3,1,'half-truth-repair','auth-catalogue-proof','90719a0ff12f1b5d','lesson','practice','2026-11-18 18:47:00.000000','2026-11-18 12:00:00.000000',3,1.0,'sure',0,'6.3.2');
INSERT INTO "review_log" VALUES(4,1,'same-story','auth-courier-story','a559bb723ec461d1','lesson','counted','2026-11-18 18:58:00.000000','2026-11-18 12:00:00.000000',2,1.0,'fairly',0,'6.3.2');
INSERT INTO "review_log" VALUES(5,1,'same-story','auth-ana-leaving','551ce4c3973a5f9b','lesson','practice','2026-11-18 18:10:00.000000','2026-11-18 12:00:00.000000',1,0.0,'sure',0,'6.3.2');
INSERT INTO "review_log" VALUES(6,1,'same-story','auth-microscope-monday','76fcd79e0c0037fb','lesson','practice','2026-11-18 18:17:00.000000','2026-11-18 12:00:00.000000',1,1.0,'guess',0,'6.3.2');
INSERT INTO "review_log" VALUES(7,1,'listen-in-disagreement','listen-survey-chain','934a45cb6858db7d','lesson','counted','2026-11-19 18:17:00.000000','2026-11-19 12:00:00.000000',1,1.0,'guess',0,'6.3.2');
INSERT INTO "review_log" VALUES(8,1,'listen-in-disagreement','listen-lunch-phones','7b357491e4186d69','lesson','practice','2026-11-19 18:43:00.000000','2026-11-19 12:00:00.000000',3,1.0,'sure',0,'6.3.2');
INSERT INTO "review_log" VALUES(9,1,'listen-in-disagreement','listen-tug-hour','2cd5908a48bc5495','lesson','practice','2026-11-19 18:09:00.000000','2026-11-19 12:00:00.000000',1,0.0,'fairly',0,'6.3.2');
INSERT INTO "review_log" VALUES(10,1,'listen-in-disagreement','listen-open-lines','e75fd2fa7bd59403','lesson','practice','2026-11-19 18:14:00.000000','2026-11-19 12:00:00.000000',3,1.0,'sure',0,'6.3.2');
INSERT INTO "review_log" VALUES(11,1,'remember-and-act','listen-tour-note','0235f5172469ece2','lesson','counted','2026-11-19 18:31:00.000000','2026-11-19 12:00:00.000000',3,1.0,'sure',0,'6.3.2');
INSERT INTO "review_log" VALUES(12,1,'remember-and-act','listen-invoice-run','1f58879dcd97edca','lesson','practice','2026-11-19 18:16:00.000000','2026-11-19 12:00:00.000000',1,0.0,'fairly',0,'6.3.2');
CREATE TABLE running_state (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	habit_id INTEGER NOT NULL, 
	through DATE NOT NULL, 
	state JSON NOT NULL, 
	letters VARCHAR(40) NOT NULL, 
	strengths JSON NOT NULL, 
	CONSTRAINT pk_running_state PRIMARY KEY (id), 
	CONSTRAINT fk_running_state_habit_id_habit FOREIGN KEY(habit_id) REFERENCES habit (id) ON DELETE CASCADE, 
	CONSTRAINT fk_running_state_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_running_state_habit_id_through UNIQUE (habit_id, through)
);
INSERT INTO "running_state" VALUES(1,1,1,'2026-11-19','{"unit": "days", "run": {"length": 1, "lately": [true, false], "outcomes": [true, false], "slips": [739939]}, "bests": {"days": 1}, "strength": 0.00861835816443227, "seen": [[739938, 1.0]], "strong_since": null}','Ds','[4, 9]');
INSERT INTO "running_state" VALUES(2,1,2,'2026-11-19','{"unit": "weeks", "run": {"length": 0, "outcomes": [], "period": {"first": 739936, "last": 739942, "goal": null, "done": 1.0, "free": 2, "asked": 6}}, "bests": {}, "strength": 0.011238319821139167, "seen": [[739938, 1.0]], "strong_since": null}','Df','[6, 11]');
INSERT INTO "running_state" VALUES(3,1,3,'2026-11-19','{"unit": "days", "run": {"length": 0, "lately": [false, false], "outcomes": [false, false], "slips": []}, "bests": {}, "strength": null, "seen": [], "strong_since": null}','mm','[0, 0]');
CREATE TABLE sign_in (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	moment DATETIME NOT NULL, 
	browser VARCHAR(40) NOT NULL, 
	how VARCHAR(12) NOT NULL, 
	success BOOLEAN NOT NULL, 
	CONSTRAINT pk_sign_in PRIMARY KEY (id), 
	CONSTRAINT ck_sign_in_how CHECK (how IN ('password', 'code', 'passkey', 'second step', 'new account')), 
	CONSTRAINT fk_sign_in_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE
);
INSERT INTO "sign_in" VALUES(1,1,'2026-11-27 08:00:00.000000','Firefox on Windows','password',0);
CREATE TABLE sitting (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	week VARCHAR(8) NOT NULL, 
	cycle INTEGER NOT NULL, 
	week_in_cycle INTEGER NOT NULL, 
	baseline BOOLEAN NOT NULL, 
	begun_at DATETIME NOT NULL, 
	whole BOOLEAN NOT NULL, 
	doubtful BOOLEAN NOT NULL, 
	wrote BOOLEAN NOT NULL, 
	noise_ss DOUBLE NOT NULL, 
	noise_df INTEGER NOT NULL, 
	pairs_ss DOUBLE NOT NULL, 
	pairs_df INTEGER NOT NULL, 
	reach VARCHAR(8) NOT NULL, 
	verdict VARCHAR(8) NOT NULL, 
	CONSTRAINT pk_sitting PRIMARY KEY (id), 
	CONSTRAINT ck_sitting_cycle CHECK (cycle >= 1), 
	CONSTRAINT ck_sitting_week_in_cycle CHECK (week_in_cycle BETWEEN 1 AND 4), 
	CONSTRAINT fk_sitting_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_sitting_user_id_week UNIQUE (user_id, week)
);
INSERT INTO "sitting" VALUES(1,1,'2026-W47',1,1,1,'2026-11-22 18:00:00.000000',1,0,1,0.0,0,0.0,0,'00000000','........');
CREATE TABLE used_link (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	habit_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	used_at DATETIME NOT NULL, 
	CONSTRAINT pk_used_link PRIMARY KEY (id), 
	CONSTRAINT fk_used_link_habit_id_habit FOREIGN KEY(habit_id) REFERENCES habit (id) ON DELETE CASCADE, 
	CONSTRAINT fk_used_link_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE, 
	CONSTRAINT uq_used_link_habit_id_day UNIQUE (habit_id, day)
);
INSERT INTO "used_link" VALUES(1,1,1,'2026-11-26','2026-11-27 08:00:00.000000');
CREATE TABLE user (
	id INTEGER NOT NULL, 
	email VARCHAR(255), 
	password VARCHAR(255), 
	active BOOLEAN NOT NULL, 
	host BOOLEAN NOT NULL, 
	fs_uniquifier VARCHAR(64) NOT NULL, 
	visitor VARCHAR(64), 
	name VARCHAR(80) NOT NULL, 
	zone VARCHAR(64) NOT NULL, 
	rollover INTEGER NOT NULL, 
	week_start INTEGER NOT NULL, 
	look_back_day INTEGER NOT NULL, 
	retention INTEGER NOT NULL, 
	theme VARCHAR(5) NOT NULL, 
	created_at DATETIME NOT NULL, 
	seen_on DATE, 
	tf_primary_method VARCHAR(20), 
	tf_totp_secret VARCHAR(500), 
	tf_last_counter INTEGER, 
	mf_recovery_codes JSON, 
	fs_webauthn_user_handle VARCHAR(64), listened_on DATE, 
	CONSTRAINT pk_user PRIMARY KEY (id), 
	CONSTRAINT ck_user_theme CHECK (theme IN ('', 'light', 'dark')), 
	CONSTRAINT ck_user_look_back_day CHECK (look_back_day BETWEEN 2 AND 7), 
	CONSTRAINT ck_user_retention CHECK (retention BETWEEN 80 AND 95), 
	CONSTRAINT ck_user_rollover CHECK (rollover BETWEEN 0 AND 11), 
	CONSTRAINT ck_user_week_start CHECK (week_start BETWEEN 1 AND 7), 
	CONSTRAINT uq_user_email UNIQUE (email), 
	CONSTRAINT uq_user_fs_uniquifier UNIQUE (fs_uniquifier), 
	CONSTRAINT uq_user_fs_webauthn_user_handle UNIQUE (fs_webauthn_user_handle), 
	CONSTRAINT uq_user_visitor UNIQUE (visitor)
);
INSERT INTO "user" VALUES(1,'demo@example.org','$argon2id$v=19$m=65536,t=3,p=4$kxJCiNH631vLOUfIubfW2g$suo530bjpf4lwaoaXRPJz7icSm8K0qHi5mGnZo2I4Nw',1,0,'demo-20261127080000000000',NULL,'Demo','UTC',4,1,5,90,'','2026-11-18 08:00:00.000000','2026-11-27',NULL,NULL,NULL,NULL,NULL,'2026-11-25');
CREATE TABLE zone_change (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	moment DATETIME NOT NULL, 
	zone VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_zone_change PRIMARY KEY (id), 
	CONSTRAINT fk_zone_change_user_id_user FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE
);
INSERT INTO "zone_change" VALUES(1,1,'2026-11-18 08:00:00.000000','UTC');
CREATE INDEX ix_advice_user_id ON advice (user_id);
CREATE INDEX ix_habit_import_user_id ON habit_import (user_id);
CREATE INDEX ix_hindsight_user_id ON hindsight (user_id);
CREATE INDEX ix_journal_entry_user_id ON journal_entry (user_id);
CREATE INDEX ix_lesson_answer_user_id ON lesson_answer (user_id);
CREATE INDEX ix_lesson_bookmark_user_id ON lesson_bookmark (user_id);
CREATE INDEX ix_lesson_place_user_id ON lesson_place (user_id);
CREATE INDEX ix_lesson_rating_lesson_id ON lesson_rating (lesson_id);
CREATE INDEX ix_lesson_rating_user_id ON lesson_rating (user_id);
CREATE INDEX ix_passkey_user_id ON passkey (user_id);
CREATE INDEX ix_reminder_user_id ON reminder (user_id);
CREATE INDEX ix_response_user_id ON response (user_id);
CREATE INDEX ix_response_week ON response (week);
CREATE INDEX ix_review_card_user_id ON review_card (user_id);
CREATE INDEX ix_review_log_day ON review_log (user_id, given_at);
CREATE UNIQUE INDEX uq_review_log_once_a_day ON review_log (user_id, concept, given_at, role) WHERE role <> 'practice';
CREATE INDEX ix_sign_in_user_id_moment ON sign_in (user_id, moment);
CREATE INDEX ix_sitting_user_id ON sitting (user_id);
CREATE INDEX ix_zone_change_user_id ON zone_change (user_id);
CREATE INDEX ix_habit_import_id ON habit (import_id);
CREATE INDEX ix_habit_user_id ON habit (user_id);
CREATE INDEX ix_away_user_id_last ON away (user_id, last);
CREATE INDEX ix_check_in_import_id ON check_in (import_id);
CREATE INDEX ix_check_in_user_id_day ON check_in (user_id, day);
CREATE INDEX ix_habit_plan_user_id ON habit_plan (user_id);
CREATE INDEX ix_running_state_user_id ON running_state (user_id);
CREATE INDEX ix_used_link_user_id ON used_link (user_id);
CREATE INDEX ix_attempts_ends_at ON attempts (ends_at);
CREATE INDEX ix_listening_reply_day ON listening_reply (user_id, practice_day);
CREATE INDEX ix_listening_reply_exercise ON listening_reply (user_id, exercise_id, answered_at);
CREATE INDEX ix_listening_reply_kind ON listening_reply (user_id, kind, answered_at);
CREATE INDEX ix_listening_overruled_user_id ON listening_overruled (user_id);
CREATE INDEX ix_browser_session_user_id ON browser_session (user_id);
COMMIT;
