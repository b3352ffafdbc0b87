//! Who may ask. Any page in a browser can send requests to this machine; only the server's own may use them.
//!
//! Three things are held against each request: the name it was sent to (a foreign name that was made to point here is
//! the old trick to be read from another page), the page it comes from, and the token, where there is one.

use std::net::IpAddr;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    AUTHORIZATION, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, ORIGIN,
    REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{Shared, answer};

/// Shortest token, in bytes.
const TOKEN: usize = 16;

/// What the page may do: load its own files, ask its own server, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Where a request had its token in its path, which is cut out before it is routed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown;

/// What is allowed.
#[derive(Debug)]
pub(super) struct Guard {
    hosts: Vec<String>,
    /// Whether any address of this machine will do, because the server listens on all of them.
    any_address: bool,
    origins: Vec<String>,
    token: Option<String>,
}

/// What is wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Denied {
    Host,
    Origin,
    Token,
}

/// Where an allowed request comes from.
#[derive(Debug, PartialEq, Eq)]
enum From {
    /// No page, or the server's own.
    Here,
    /// A page of an allowed origin.
    Afar(HeaderValue),
}

impl Guard {
    /// The rules for a server that listens on an address.
    ///
    /// # Errors
    /// When others than this machine are let in without a token, or the token is too short to be one.
    pub(super) fn new(
        address: IpAddr,
        hosts: &[String],
        origins: &[String],
        token: Option<String>,
    ) -> Result<Self, String> {
        const MEND: &str =
            "write one into a file (openssl rand -hex 16 > token) and pass --token-file token";
        if token.is_none() && !address.is_loopback() {
            return Err(format!("--listen {address} lets other machines in: {MEND}"));
        }
        if token.is_none() && !origins.is_empty() {
            return Err(format!("--allow-origin lets other pages in: {MEND}"));
        }
        if token.as_ref().is_some_and(|token| token.len() < TOKEN || !is_plain(token)) {
            return Err(format!(
                "the token needs {TOKEN} letters or digits and nothing else: {MEND}"
            ));
        }
        let mut known: Vec<String> = ["localhost", "127.0.0.1", "[::1]"].map(Into::into).into();
        known.extend(hosts.iter().map(|host| host.to_ascii_lowercase()));
        known.push(match address {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        });
        let origins =
            origins.iter().map(|origin| origin.trim_end_matches('/').to_owned()).collect();
        Ok(Self { hosts: known, any_address: address.is_unspecified(), origins, token })
    }

    /// Whether this is the token that uses of the API need.
    pub(super) fn knows(&self, shown: &str) -> bool {
        let Some(token) = &self.token else { return false };
        // All bytes are compared whatever they are: the time tells nothing of the token.
        let differing = token.bytes().zip(shown.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
        differing == 0 && token.len() == shown.len()
    }

    fn host(&self, headers: &HeaderMap) -> Result<(), Denied> {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(Denied::Host) };
        let host = host.to_str().map_err(|_| Denied::Host)?.to_ascii_lowercase();
        // The port is not held against it: a tunnel has another one, and a borrowed name is what is feared.
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => &host,
        };
        let is_address = || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
        let is_known = self.hosts.iter().any(|known| known == name);
        if is_known || self.any_address && is_address() { Ok(()) } else { Err(Denied::Host) }
    }

    fn origin(&self, headers: &HeaderMap) -> Result<From, Denied> {
        let Some(origin) = headers.get(ORIGIN) else {
            // Pictures and scripts of other pages are fetched without an origin, but browsers say that they are.
            let site =
                headers.get("sec-fetch-site").map_or(b"none".as_slice(), HeaderValue::as_bytes);
            let is_ours = matches!(site, b"none" | b"same-origin");
            return if is_ours { Ok(From::Here) } else { Err(Denied::Origin) };
        };
        let name = origin.to_str().map_err(|_| Denied::Origin)?;
        let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        if ["http://", "https://"].iter().any(|scheme| name.strip_prefix(scheme) == Some(host)) {
            return Ok(From::Here);
        }
        let is_allowed = self.origins.iter().any(|allowed| allowed == name || allowed == "*");
        if is_allowed { Ok(From::Afar(origin.clone())) } else { Err(Denied::Origin) }
    }

    fn token(&self, headers: &HeaderMap, shown: Option<&Shown>) -> Result<(), Denied> {
        if self.token.is_none() || shown.is_some() {
            return Ok(());
        }
        let bearer = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let given = bearer.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
        if self.knows(given.trim()) { Ok(()) } else { Err(Denied::Token) }
    }

    /// Lets a request through, or says what is against it. The files of the page hold nothing secret, and can be asked
    /// for by a link in another page: there only the name of the server counts.
    fn admit(&self, request: &Request) -> Result<From, Denied> {
        let headers = request.headers();
        self.host(headers)?;
        if super::page::is_file(request.uri().path()) {
            return Ok(From::Here);
        }
        let from = self.origin(headers)?;
        if request.method() != Method::OPTIONS {
            self.token(headers, request.extensions().get())?;
        }
        Ok(from)
    }
}

fn is_plain(token: &str) -> bool {
    token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte))
}

/// Asks [`Guard`], and puts on every answer what browsers are to keep to. Which path was meant goes along, for the log.
pub(super) async fn watch(State(shop): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().cloned();
    let mut response = match shop.guard.admit(&request) {
        Ok(from) => {
            let is_preflight = request.method() == Method::OPTIONS;
            let mut response = if is_preflight { preflight() } else { next.run(request).await };
            if let From::Afar(origin) = from {
                let headers = response.headers_mut();
                headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
                headers.insert(VARY, HeaderValue::from_static("origin"));
            }
            response
        }
        Err(Denied::Host) => {
            answer::error(StatusCode::FORBIDDEN, "this name is not the server's (--allow-host)")
        }
        Err(Denied::Origin) => {
            answer::error(StatusCode::FORBIDDEN, "this origin is not allowed (--allow-origin)")
        }
        Err(Denied::Token) => {
            answer::error(StatusCode::UNAUTHORIZED, "the token is missing or wrong")
        }
    };
    if let Some(path) = path {
        response.extensions_mut().insert(path);
    }
    let headers = response.headers_mut();
    let fixed = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What an allowed page may send.
fn preflight() -> Response {
    let allowed = [
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type"),
    ];
    (StatusCode::NO_CONTENT, allowed).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &str)| {
            (HeaderName::from_static(name), HeaderValue::from_str(value).expect("a value"))
        };
        pairs.iter().map(pair).collect()
    }

    fn local() -> Guard {
        Guard::new([127, 0, 0, 1].into(), &["meja.local".into()], &[], None).expect("fits")
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for host in ["127.0.0.1:8081", "localhost", "LOCALHOST:9", "[::1]:8081", "meja.local:80"] {
            assert_eq!(local().host(&headers(&[("host", host)])), Ok(()), "{host}");
        }
        for host in ["evil.example", "127.0.0.1.evil.example", "localhost.", "", "10.0.0.7:8081"] {
            assert_eq!(local().host(&headers(&[("host", host)])), Err(Denied::Host), "{host}");
        }
        assert_eq!(local().host(&headers(&[])), Err(Denied::Host));
        let token = Some("0123456789abcdef".to_owned());
        let open = Guard::new([0, 0, 0, 0].into(), &[], &[], token).expect("fits");
        assert_eq!(open.host(&headers(&[("host", "10.0.0.7:8081")])), Ok(()));
        assert_eq!(open.host(&headers(&[("host", "evil.example")])), Err(Denied::Host));
    }

    #[test]
    fn only_the_servers_own_page_is_answered() {
        let host = ("host", "localhost:8081");
        let own = headers(&[host, ("origin", "http://localhost:8081")]);
        assert_eq!(local().origin(&own), Ok(From::Here));
        assert_eq!(local().origin(&headers(&[host])), Ok(From::Here));
        for origin in
            ["http://localhost:3000", "https://evil.example", "null", "http://127.0.0.1:8081"]
        {
            let foreign = headers(&[host, ("origin", origin)]);
            assert_eq!(local().origin(&foreign), Err(Denied::Origin), "{origin}");
        }
        for site in ["cross-site", "same-site"] {
            let picture = headers(&[host, ("sec-fetch-site", site)]);
            assert_eq!(local().origin(&picture), Err(Denied::Origin), "{site}");
        }
    }

    #[test]
    fn others_are_let_in_by_a_token_only() {
        let origins = ["https://cms.example/".to_owned()];
        assert!(Guard::new([127, 0, 0, 1].into(), &[], &origins, None).is_err());
        assert!(Guard::new([0, 0, 0, 0].into(), &[], &[], None).is_err());
        assert!(Guard::new([127, 0, 0, 1].into(), &[], &[], Some("pendek".into())).is_err());
        let token = Some("0123456789abcdef".to_owned());
        let guard = Guard::new([127, 0, 0, 1].into(), &[], &origins, token).expect("fits");
        let afar = headers(&[("host", "localhost"), ("origin", "https://cms.example")]);
        assert_eq!(
            guard.origin(&afar),
            Ok(From::Afar("https://cms.example".parse().expect("a value")))
        );
        let bearer = |token: &str| headers(&[("authorization", &format!("Bearer {token}"))]);
        assert_eq!(guard.token(&bearer("0123456789abcdef"), None), Ok(()));
        assert_eq!(guard.token(&bearer("0123456789abcdeF"), None), Err(Denied::Token));
        assert_eq!(guard.token(&bearer("0123456789abcdef0"), None), Err(Denied::Token));
        assert_eq!(guard.token(&headers(&[]), None), Err(Denied::Token));
        assert_eq!(guard.token(&headers(&[]), Some(&Shown)), Ok(()));
    }
}
