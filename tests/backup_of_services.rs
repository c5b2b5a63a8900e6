//! A copy of the services' databases, made and put back as `deploy/README.md` says.

use std::path::PathBuf;
use std::process::Command;

use parts::postgres::program;
use tests::people::person;
use tests::sink::Kind;
use tests::system::SERVICES;
use tests::wait::eventually;
use tests::{Attendee, Conference, Stage, System};

/// All databases in the same moment: nobody writes meanwhile.
async fn backup(system: &System) -> [PathBuf; 3] {
    system.terminate().await;
    let postgres = &system.parts().postgres;
    let dumps = SERVICES.map(|service| {
        let file = system.beside_data(&format!("{service}.dump"));
        let mut dump = Command::new(program("pg_dump"));
        run(dump.arg("-Fc").arg(postgres.url_of(service)).arg("-f").arg(&file));
        file
    });
    system.run().await;
    dumps
}

async fn restore(system: &System, dumps: &[PathBuf; 3]) {
    let closed = system.cli(&["closed"]).await;
    system.terminate().await;
    let (postgres, rabbitmq) = (&system.parts().postgres, &system.parts().rabbitmq);
    for (service, file) in SERVICES.iter().zip(dumps) {
        rabbitmq.ctl(&["-p", "treffpunkt", "purge_queue", service]);
        let mut restore = Command::new(program("pg_restore"));
        restore.args(["--clean", "--if-exists", "--exit-on-error", "-d"]);
        run(restore.arg(postgres.url_of(service)).arg(file));
    }
    system.cli(&["hold"]).await;
    let close_again: Vec<_> =
        ["close-again"].into_iter().chain(closed.split_whitespace()).collect();
    system.cli(&close_again).await;
    system.cli(&["replay"]).await;
    system.run().await;
}

fn run(command: &mut Command) {
    let output = command.output().expect("a program of PostgreSQL");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_backed_up_comes_back_and_nothing_else_does() {
    let stage = Stage::on(System::services().await, 5).await;
    let Stage { system, organiser, conference } = &stage;
    let over = Conference::new("hagen", 5);
    organiser.publish(&over).await;
    let [early, late, new] = [1, 2, 3].map(|number| Attendee::new(system, person(number)));
    early.sign_up(&over).await;
    early.sign_up(conference).await;
    eventually("two mails to who signed up twice", || async {
        (system.sink.mails_to(&early.person.email).len() == 2).then_some(())
    })
    .await;
    organiser.end(&over).await;
    let invitation = early.mail(&system.sink, Kind::Invitation).await;
    early.browser.visit(&invitation.link("/s/")).await.expect(200);
    let dumps = backup(system).await;

    late.sign_up(conference).await;
    late.mail(&system.sink, Kind::Entry).await;
    organiser.close_survey(&over).await;
    restore(system, &dumps).await;

    let names: Vec<_> = organiser.participants(conference).await;
    assert_eq!(names.len(), 1, "{names:?}");
    assert_eq!(names[0]["email"], early.person.email);
    // What was promised to those who answered holds.
    early.browser.visit(&invitation.link("/s/")).await.expect(410);
    assert!(!organiser.results(&over).await.has("#close-survey"));

    new.sign_up(conference).await;
    eventually("the held mail to be shown", || async {
        let stuck = organiser.stuck_mails().await;
        stuck.iter().any(|mail| mail.starts_with(&new.person.name)).then_some(())
    })
    .await;
    assert!(system.sink.mails_to(&new.person.email).is_empty(), "mails are held");
    system.cli(&["release"]).await;
    new.mail(&system.sink, Kind::Entry).await;
    assert_eq!(system.sink.mails_to(&early.person.email).len(), 3, "no mail came again");
}
