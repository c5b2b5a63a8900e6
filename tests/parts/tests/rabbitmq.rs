use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

use parts::{RabbitMq, rabbitmq};

/// Opens a connection as AMQP 0-9-1 (section 4.2.2) says; the server starts with its properties.
fn greeting(rabbitmq: &RabbitMq) -> String {
    let mut connection = TcpStream::connect(("127.0.0.1", rabbitmq.port())).unwrap();
    connection.write_all(b"AMQP\x00\x00\x09\x01").unwrap();
    let mut start = [0; 512];
    let length = connection.read(&mut start).unwrap();
    String::from_utf8_lossy(&start[..length]).into_owned()
}

#[test]
fn users_are_kept_apart_by_vhost_and_topic() {
    let rabbitmq = RabbitMq::shared();
    assert!(greeting(rabbitmq).contains("RabbitMQ"));
    rabbitmq.create_vhost("conference");
    rabbitmq.add_user("feedback", "secret");
    rabbitmq.set_permissions("conference", "feedback", "^feedback$", ".*", ".*");
    rabbitmq.set_topic_permissions("conference", "feedback", "events", "^$", r"^survey\.");
    assert!(rabbitmq.try_ctl(&["authenticate_user", "feedback", "secret"]).is_ok());
    assert!(rabbitmq.try_ctl(&["authenticate_user", "feedback", "guess"]).is_err());
    let permissions = rabbitmq.ctl(&["list_user_topic_permissions", "feedback"]);
    assert!(permissions.contains(r"^survey\."), "{permissions}");
    assert!(rabbitmq.amqp_url("feedback", "secret", "/").ends_with("/%2f"));
}

#[test]
fn what_is_durable_outlives_a_kill_and_a_stop() {
    let rabbitmq = RabbitMq::start();
    rabbitmq.add_user("kept", "secret");
    rabbitmq.kill9();
    assert!(TcpStream::connect(("127.0.0.1", rabbitmq.port())).is_err());
    rabbitmq.run();
    rabbitmq.ctl(&["authenticate_user", "kept", "secret"]);
    rabbitmq.stop();
    assert!(rabbitmq.logs().contains("SIGTERM"));
    rabbitmq.run();
    rabbitmq.ctl(&["authenticate_user", "kept", "secret"]);
    assert!(fs::read_dir(rabbitmq.folder()).unwrap().count() > 0);
}

#[test]
fn definitions_are_there_when_it_listens() {
    let folder = tempfile::tempdir().unwrap();
    let definitions = folder.path().join("definitions.json");
    let content = r#"{"vhosts": [{"name": "conference"}], "exchanges": [{"name": "events", "vhost": "conference",
        "type": "topic", "durable": true, "auto_delete": false, "internal": false, "arguments": {}}]}"#;
    fs::write(&definitions, content).unwrap();
    let options =
        rabbitmq::Options { definitions: Some(definitions.clone()), ..Default::default() };
    let rabbitmq = RabbitMq::with(&options);
    let exchanges = || rabbitmq.ctl(&["list_exchanges", "-p", "conference", "name", "type"]);
    assert!(exchanges().contains("events\ttopic"));
    assert!(!rabbitmq.ctl(&["list_users"]).contains("guest"));
    fs::write(&definitions, content.replace("\"events\"", "\"more\"")).unwrap();
    rabbitmq.import(&definitions);
    assert!(exchanges().contains("more\ttopic"));
}
