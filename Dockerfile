# The image of one Outrider process: `up` (API, pages, MCP and engine) by default, `worker` for the engine alone.
FROM python:3.12-slim AS build
WORKDIR /src
COPY . .
RUN python -m venv /opt/outrider \
    && /opt/outrider/bin/pip install --no-cache-dir --constraint requirements.lock .

FROM python:3.12-slim
RUN useradd --system --create-home --home-dir /var/lib/outrider outrider
COPY --from=build /opt/outrider /opt/outrider
ENV PATH=/opt/outrider/bin:$PATH OUTRIDER_DATA_DIR=/var/lib/outrider/data OUTRIDER_LOG_FORMAT=json
USER outrider
WORKDIR /var/lib/outrider
EXPOSE 8025
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD \
    ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8025/healthz', timeout=4)"]
ENTRYPOINT ["outrider"]
CMD ["up", "--host", "0.0.0.0"]
