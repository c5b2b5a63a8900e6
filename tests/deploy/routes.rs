//! The routes of the services, as their sources name them.

use std::fs;
use std::path::Path;

use crate::file;

/// Each route with the service that has it; the parts in braces are filled in.
pub fn routes() -> Vec<(&'static str, String)> {
    let mut routes = Vec::new();
    for service in tests::system::SERVICES {
        let before = routes.len();
        in_folder(&file(&format!("services/{service}/src")), &mut |route| {
            routes.push((service, route));
        });
        assert!(routes.len() > before + 3, "{service} has more routes than {}", routes.len());
    }
    routes
}

fn in_folder(folder: &Path, found: &mut impl FnMut(String)) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            in_folder(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let source = fs::read_to_string(&path).expect("a source");
            literals(&source).into_iter().for_each(&mut *found);
        }
    }
}

/// The paths in `.route("…"` and `resource("…"`, but those of the demo, which no service has.
fn literals(source: &str) -> Vec<String> {
    let calls = [".route(\"", "resource(\""];
    let found = calls.iter().flat_map(|call| source.split(call).skip(1));
    let paths = found.filter_map(|rest| rest.split('"').next());
    paths.filter(|path| path.starts_with('/') && !path.starts_with("/dev/")).map(filled).collect()
}

/// `/c/{slug}/sign-up` as `/c/x/sign-up`.
fn filled(route: &str) -> String {
    let mut parts = route.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |path, part| path + "x" + part.split_once('}').map_or("", |(_, rest)| rest))
}

#[test]
fn routes_are_found_and_filled_in() {
    let source =
        ".route(\"/c/{slug}/a/{id}\", get())\n web::resource(\"/me\")\n.route(\"/dev/mail\"";
    assert_eq!(literals(source), ["/c/x/a/x", "/me"]);
}
