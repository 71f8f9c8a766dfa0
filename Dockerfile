# One image for all parts: `vigil web`, `vigil work …`. Packages come from the lock file; no build step.
FROM node:24-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends chromium fonts-dejavu-core fonts-noto-core tini util-linux \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /vigil
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY scripts ./scripts
COPY src ./src
COPY workers ./workers
COPY config ./config
COPY tsconfig.json LICENSE ./
# What the launcher looks for: the packages are those of this lock file.
RUN cp package-lock.json node_modules/.vigil-lock \
  && mkdir -p /data && chown node:node /data
USER node
ENV VIGIL_DATA=/data VIGIL_CHROMIUM=/usr/bin/chromium HOST=0.0.0.0 NODE_ENV=production
VOLUME /data
ENTRYPOINT ["tini", "--", "node", "scripts/vigil.mjs"]
CMD ["web"]
