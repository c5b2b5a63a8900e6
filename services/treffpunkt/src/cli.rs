//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use shared::auth::Role;

use crate::settings;

/// Runs regional conferences: sign-up, mails, and afterwards honest feedback.
#[derive(Parser)]
#[command(name = "treffpunkt", after_help = settings::HELP)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve the site (what happens without a command)
    Serve,
    /// Organisers and their roles
    #[command(subcommand)]
    Organiser(OrganiserCommand),
    /// Conferences
    #[command(subcommand)]
    Conference(ConferenceCommand),
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
}

#[derive(Subcommand)]
pub enum OrganiserCommand {
    /// Take somebody in and send them a link to sign in
    Add {
        /// The e-mail address
        address: String,
        /// owner, organiser, needs, desk or reader
        #[arg(long, default_value_t = Role::Owner)]
        role: Role,
        /// The series the role holds for; may be left out where there is only one or none yet
        #[arg(long)]
        series: Option<String>,
    },
    /// Take roles away, all of them where none is named; sessions end at once, everywhere
    Remove {
        /// The e-mail address
        address: String,
        /// Only this role
        #[arg(long)]
        role: Option<Role>,
        /// Only on this series
        #[arg(long)]
        series: Option<String>,
    },
}

#[derive(Subcommand)]
pub enum ConferenceCommand {
    /// Bring conferences in from a TOML file, as drafts, or change those that are there
    Import { file: PathBuf },
}
