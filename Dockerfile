# The service in a container: docs/operations.md, "Containers".
# It writes to /data, and some 100 MB to /tmp; all else may be read-only.

FROM python:3.11-slim AS build
WORKDIR /source
RUN python -m venv /opt/euif
ENV PATH=/opt/euif/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# PyPI's torch for Linux brings several GB for graphics cards. Where there is none, name the index
# of PyTorch's builds for the processor alone.
ARG TORCH_INDEX=
RUN pip install ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} 'torch>=2.6'
ARG EXTRAS=postgres,redis,openai,mcp,otel,slack
COPY pyproject.toml requirements.lock README.md LICENSE NOTICE ./
COPY assistant assistant
COPY ingest ingest
COPY vectorstore vectorstore
COPY prompts prompts
RUN pip install --constraint requirements.lock ".[$EXTRAS]"

FROM python:3.11-slim
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data euif \
    && install --directory --owner 10001 --group 10001 --mode 700 /data
COPY --from=build /opt/euif /opt/euif
ENV PATH=/opt/euif/bin:$PATH PYTHONDONTWRITEBYTECODE=1 \
    EUIF_DATA_DIR=/data EUIF_HOST=0.0.0.0 EUIF_PORT=8000 HF_HOME=/data/hub
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=2m \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ['EUIF_PORT']}/healthz\", timeout=4)"]
ENTRYPOINT ["euif"]
CMD ["serve"]
