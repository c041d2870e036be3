//! Journeys of the engine: a whole engine on real files, a clock that only the test moves, scripted servers on this computer.
//!
//! Each test speaks the vocabulary of [`given`]: a [`given::House`] is opened, people do things in it, time passes, the
//! workers are driven step by step. Nothing sleeps, nothing runs in the background, nothing of ours is mocked.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on ends here")]

mod additions;
mod adherence;
mod alarm;
mod area;
mod armed;
mod board;
mod by_name;
mod calls;
mod dry_run;
mod feed;
mod follow;
mod given;
mod kept;
mod last_word;
mod late;
mod launches;
mod letters;
mod load;
mod main_job;
mod once;
mod outbox;
mod outreach;
mod paging;
mod process;
mod promise;
mod question;
mod rally;
mod read_back;
mod real;
mod rehearsal;
mod reminder;
mod reports;
mod search;
mod shadow;
mod shift;
mod stand_in;
mod status_page;
mod storage;
mod subscription;
mod template;
mod together;
mod tree;
mod two_pages;
mod unanswered;
mod unchanged;
mod unsent;
mod wording;
mod worker;
mod workspace;
