# syntax=docker/dockerfile:1
# Everything that the image writes is in /var/lib/takt and /tmp; the rest may be read-only. See docs/operations.md.
FROM python:3.13.16-slim-trixie AS build
WORKDIR /src
COPY pyproject.toml requirements.lock README.md LICENSE ./
COPY bot ./bot
COPY handlers ./handlers
COPY standards_content ./standards_content
# The build backend has the version of the lock too, in the environment that pip makes for it (by the second name since pip 25.3).
ENV PIP_CONSTRAINT=/src/requirements.lock \
    PIP_BUILD_CONSTRAINT=/src/requirements.lock
RUN python -m venv --without-pip /opt/takt \
 && python -m pip --python /opt/takt/bin/python install --no-cache-dir --constraint requirements.lock '.[sentry]' \
 && mkdir -p /var/lib/takt

FROM python:3.13.16-slim-trixie
RUN rm -rf /usr/local/bin/pip* /usr/local/lib/python3.*/site-packages/pip* /usr/local/lib/python3.*/ensurepip
COPY --from=build /opt/takt /opt/takt
COPY --from=build --chown=10001:10001 /var/lib/takt /var/lib/takt
ENV PATH=/opt/takt/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/var/lib/takt \
    TAKT_HOST=0.0.0.0 \
    TAKT_LOG_FORMAT=json \
    TAKT_DATABASE_URL=sqlite:////var/lib/takt/takt.db
USER 10001:10001
WORKDIR /var/lib/takt
VOLUME ["/var/lib/takt"]
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=30s \
  CMD ["python", "-c", "import os, urllib.request as u; os.environ['no_proxy'] = '*'; u.urlopen(f'http://127.0.0.1:{os.environ.get(\"TAKT_PORT\", 3000)}/healthz', timeout=2)"]
CMD ["takt", "run"]
