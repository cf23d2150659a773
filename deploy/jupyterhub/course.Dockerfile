# The image for students, with nbgrader's exchange: a class fetches and hands in with a click.
# docker build -f deploy/jupyterhub/course.Dockerfile --build-arg BASE=registry.example.org/dlcore-book:v0.1.0 \
#   --build-arg COURSE=ai-2026 -t registry.example.org/ai-2026:v0.1.0 .
ARG BASE
FROM ${BASE}
ARG COURSE
USER root
# Nothing that the image has already may change.
RUN pip freeze > /tmp/have.txt \
 && pip install --only-binary=:all: --constraint /tmp/have.txt nbgrader==0.9.6 \
 && mkdir -p -m 0777 /srv/nbgrader/exchange
COPY deploy/jupyterhub/nbgrader_config.py /etc/jupyter/nbgrader_config.py
ENV NBGRADER_COURSE=${COURSE}
USER 1000
