# syntax=docker/dockerfile:1
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml requirements.lock README.md LICENSE ./
COPY bot ./bot
COPY handlers ./handlers
COPY standards_content ./standards_content
RUN python -m venv /opt/takt \
 && /opt/takt/bin/pip install --no-cache-dir --constraint requirements.lock .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/takt takt
COPY --from=build /opt/takt /opt/takt
ENV PATH=/opt/takt/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    TAKT_HOST=0.0.0.0 \
    TAKT_DATABASE_URL=sqlite:////var/lib/takt/takt.db
USER takt
WORKDIR /var/lib/takt
VOLUME ["/var/lib/takt"]
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:3000/healthz', timeout=2)"]
CMD ["takt", "run"]
