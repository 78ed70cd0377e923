# Two stages: one builds the wheel with the locked tools, the other holds only what runs, as a user without rights.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock requirements.runtime.lock ./
RUN python -m venv /opt/tools \
 && /opt/tools/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock \
 && python -m venv /opt/aidchain \
 && /opt/aidchain/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.runtime.lock
COPY pyproject.toml README.md LICENSE ./
COPY schema schema
COPY cypher cypher
COPY connectors connectors
COPY hub hub
RUN /opt/tools/bin/python -m hatchling build -t wheel -d /tmp/wheel \
 && /opt/aidchain/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps /tmp/wheel/*.whl

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/aidchain --create-home aidchain
COPY --from=build /opt/aidchain /opt/aidchain
ENV PATH=/opt/aidchain/bin:$PATH AIDCHAIN_HOME=/var/lib/aidchain PYTHONUNBUFFERED=1
USER aidchain
VOLUME /var/lib/aidchain
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["aidchain"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
