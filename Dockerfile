# sunting in a container: docker run --rm -v "$PWD:/work" sunting check berita
FROM rust:1.95-slim AS build
WORKDIR /src
COPY . .
RUN cargo build --release --locked

FROM debian:stable-slim
# Git is for --changed-since; the folder that is mounted belongs to somebody else than root.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*'
COPY --from=build /src/target/release/sunting /usr/local/bin/sunting
COPY LICENSE-APACHE LICENSE-MIT /usr/share/doc/sunting/
COPY lexicon/licences /usr/share/doc/sunting/lexicon
WORKDIR /work
ENTRYPOINT ["sunting"]
CMD ["check"]
