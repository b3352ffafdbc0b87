//! Comments in an article that silence rules, and what is told of such comments.

#[path = "support/desk.rs"]
mod desk;

use self::desk::Desk;

const RULES: &str = "select = ['house/*', 'suppressions/*']\n";

fn desk(name: &str) -> Desk {
    let desk = Desk::new(&format!("suppressing-{name}"));
    // The house rules and those about comments.
    let config = desk.read("sunting.toml").replace("select = ['house/*']\n", RULES);
    desk.write("sunting.toml", config.as_bytes());
    desk
}

/// `line: rule` of every finding.
fn told(desk: &Desk, path: &str) -> Vec<String> {
    let ran = desk.run(&["check", path, "--format", "jsonl", "--ignore", "suppressions/no-reason"]);
    assert_eq!(ran.err, "");
    let told = ran.lines();
    told.iter()
        .map(|it| format!("{}: {}", it["line"], it["rule"].as_str().expect("a rule")))
        .collect()
}

#[test]
fn a_comment_holds_for_the_block_that_follows() {
    let desk = desk("block");
    let text = "# Kabar\n\n<!-- sunting-ignore house/say-warga: kutipan -->\nKata penduduk kampung itu.\n\n\
                Kata penduduk kampung lain.\n\n<!-- sunting-ignore house/*: kutipan -->\n\n- Kata penduduk kampung.\n- Lagi penduduk kampung.\n";
    desk.write("a.md", text.as_bytes());
    assert_eq!(told(&desk, "a.md"), ["6: house/say-warga", "11: house/say-warga"]);
    let short =
        desk.run(&["check", "a.md", "--format", "short", "--ignore", "suppressions/no-reason"]);
    assert!(short.out.ends_with("(2 suppressed in the article)\n"), "{}", short.out);
    let page = "<article><h1>Kabar</h1>\n<!-- sunting-ignore house/say-warga: kutipan -->\n\
                <p>Kata penduduk <b>kampung</b> itu.</p>\n<p>Kata penduduk kampung lain.</p></article>\n";
    desk.write("a.html", page.as_bytes());
    assert_eq!(told(&desk, "a.html"), ["4: house/say-warga"]);
    desk.write("a.txt", text.as_bytes());
    assert_eq!(told(&desk, "a.txt").len(), 4, "in plain text it is read by readers");
}

#[test]
fn a_comment_for_the_file_holds_everywhere() {
    let desk = desk("file");
    let text = "---\ntitle: Kata penduduk kampung\n---\n\n<!-- sunting-ignore-file house/say-warga: arsip -->\n\n\
                Kata penduduk kampung.\n\nDemikian warta sunter.\n";
    desk.write("a.md", text.as_bytes());
    assert_eq!(told(&desk, "a.md"), ["9: house/name-of-the-desk"]);
}

#[test]
fn what_is_wrong_with_a_comment_is_a_finding() {
    let desk = desk("faults");
    let text = "<!-- sunting-ignore house/say-wagra: kutipan -->\n\nKata warga kampung.\n\n\
                <!-- sunting-ignore house/say-warga, spelling/misspelt: kutipan -->\n\nKata warga lain.\n";
    desk.write("a.md", text.as_bytes());
    let ran =
        desk.run(&["check", "a.md", "--format", "jsonl", "--ignore", "suppressions/no-reason"]);
    let messages: Vec<String> =
        ran.lines().iter().map(|it| it["message"].as_str().expect("words").to_owned()).collect();
    assert_eq!(
        messages,
        [
            "there is no rule “house/say-wagra” to silence; perhaps “house/say-warga”",
            "this comment silences no finding of house/say-warga",
        ],
        "of a rule that does not run nothing can be said"
    );
    let id =
        desk.run(&["check", "a.md", "--format", "short", "--lang", "id", "--fail-on", "warning"]);
    assert!(
        id.out.contains("tidak ada aturan “house/say-wagra” untuk diabaikan; mungkin"),
        "{}",
        id.out
    );
    assert_eq!(id.status, 1);
}

#[test]
fn a_reason_is_asked_for_where_the_desk_wants_one() {
    let desk = desk("reason");
    let text = "<!-- sunting-ignore house/say-warga -->\n\nKata penduduk kampung.\n";
    desk.write("a.md", text.as_bytes());
    let config = desk.read("sunting.toml").replace(RULES, "");
    desk.write("sunting.toml", config.as_bytes());
    let run = || desk.run(&["check", "a.md", "--format", "jsonl", "--no-cache"]);
    assert_eq!(run().out, "");
    desk.write(
        "sunting.toml",
        [&config, "[suppressions]\nrequire-reason = true\n"].concat().as_bytes(),
    );
    let found = run().lines();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["rule"], "suppressions/no-reason");
    desk.write(
        "sunting.toml",
        [&config, "[suppressions]\nrequire-reasons = true\n"].concat().as_bytes(),
    );
    let ran = run();
    assert!(ran.status == 2 && ran.err.contains("did you mean `require-reason`?"), "{}", ran.err);
}

#[test]
fn whoever_is_asked_can_put_the_comment_in() {
    let desk = desk("asked");
    let text = "# Kabar\r\n\r\nKata penduduk kampung itu.\r\n\r\nKata *penduduk kampung* lain.\r\n";
    desk.write("a.md", text.as_bytes());
    desk.run_with(&["fix", "a.md"], b"i judul lagu\n1\n");
    assert_eq!(
        desk.read("a.md"),
        "# Kabar\r\n\r\n<!-- sunting-ignore house/say-warga: judul lagu -->\r\nKata penduduk kampung itu.\r\n\r\n\
         Kata *warga kampung* lain.\r\n"
    );
    assert_eq!(told(&desk, "a.md"), Vec::<String>::new());
    let page = "<html><body><article><h1>Kabar</h1><p>Kata penduduk kampung itu.</p>\n\
                <p>Kata penduduk kampung lain.</p></article></body></html>\n";
    desk.write("a.html", page.as_bytes());
    desk.run_with(&["fix", "a.html"], b"1\ni judul --> lagu\n");
    let expected = page.replacen("penduduk", "warga", 1).replace(
        "Kata penduduk",
        "<!-- sunting-ignore house/say-warga: judul –› lagu -->Kata penduduk",
    );
    assert_eq!(desk.read("a.html"), expected);
    assert_eq!(told(&desk, "a.html"), Vec::<String>::new());
    assert!(!desk.dir.join("sunting-baseline.json").exists());
}
