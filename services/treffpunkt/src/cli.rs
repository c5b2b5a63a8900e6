//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::{moving, settings};

/// Runs regional conferences: sign-up, mails, and afterwards honest feedback.
#[derive(Parser)]
#[command(name = "treffpunkt", after_help = settings::help())]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve the site (what happens without a command)
    Serve,
    #[command(flatten)]
    Registration(registration::command::Command),
    /// Copy all three databases, as of one moment, into a new folder; the site may go on. The copy holds personal data
    Backup { folder: PathBuf },
    /// Put a backup in the place of the data, while the site is stopped. Mails are held until an organiser lets them go
    Restore {
        folder: PathBuf,
        /// Throw away the data that are there
        #[arg(long)]
        replace: bool,
    },
    /// Let mails go that are held since a restore
    Release,
    /// Tell every service again how things are now
    Replay,
    /// Copy the data to the databases of the services, while the site is stopped
    #[command(after_help = moving::HELP)]
    Move,
}
