{{/* Names are cut so that the longest suffix still fits into a label. */}}
{{- define "bellhop.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 36 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 36 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 36 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "bellhop.selector" -}}
app.kubernetes.io/name: {{ default .root.Chart.Name .root.Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .root.Release.Name | trunc 63 | trimSuffix "-" }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end -}}

{{- define "bellhop.labels" -}}
{{ include "bellhop.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Of pods: without the versions, which would restart what has not changed. */}}
{{- define "bellhop.podLabels" -}}
{{ include "bellhop.selector" . }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "bellhop.image" -}}
{{- $image := .Values.image -}}
{{- $repository := $image.repository -}}
{{- with coalesce $image.registry .Values.global.imageRegistry }}{{ $repository = printf "%s/%s" . $image.repository }}{{ end -}}
{{- if $image.digest -}}
{{ printf "%s@%s" $repository $image.digest }}
{{- else -}}
{{ printf "%s:%s" $repository (default .Chart.AppVersion $image.tag) }}
{{- end -}}
{{- end -}}

{{- define "bellhop.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{ default (include "bellhop.fullname" .) .Values.serviceAccount.name }}
{{- else -}}
{{ default "default" .Values.serviceAccount.name }}
{{- end -}}
{{- end -}}

{{/*
Everything that runs, as a list of {name, kind, args, config, …}: what the templates range over. `config` is `defaults` with what the
component's own section says on top.
*/}}
{{- define "bellhop.components" -}}
{{- $v := .Values -}}
{{- $list := list -}}
{{- $core := list
  (dict "name" "gateway" "key" "gateway" "args" (list "gateway") "keyring" true "operatorKey" true "calls" (list "message-store" "presence" "push-router" "push-history"))
  (dict "name" "message-store" "key" "messageStore" "args" (list "message-store") "database" true "calls" (list "presence") "topic" "im.message-accepted.v1")
  (dict "name" "presence" "key" "presence" "args" (list "presence") "calls" (list))
  (dict "name" "push-router" "key" "pushRouter" "args" (list "push-router") "database" true "keyring" true "calls" (list "message-store" "presence") "topic" "push.offline-recipient.v1")
  (dict "name" "push-history" "key" "pushHistory" "args" (list "push-history") "database" true "calls" (list) "topic" "push.outcome.v1") -}}
{{- range $core -}}
{{- $config := mergeOverwrite (deepCopy $v.defaults) (deepCopy (index $v .key)) -}}
{{- $list = append $list (merge (dict "config" $config "kind" .name) .) -}}
{{- end -}}
{{- range $vendor, $own := $v.adapters -}}
{{- $config := mergeOverwrite (deepCopy $v.defaults) (deepCopy $v.adapterDefaults) (deepCopy (default dict $own)) -}}
{{- if $config.enabled -}}
{{- $list = append $list (dict "name" (printf "adapter-%s" $vendor) "kind" "adapter" "vendor" $vendor "args" (list "adapter" $vendor) "config" $config "calls" (list "push-router") "topic" (printf "push.task.%s.v1" $vendor)) -}}
{{- end -}}
{{- end -}}
{{- dict "list" $list | toYaml -}}
{{- end -}}

{{/* The address of a service for gRPC: all its pods, or one virtual address that a mesh balances. */}}
{{- define "bellhop.address" -}}
{{- $full := include "bellhop.fullname" .root -}}
{{- if eq .root.Values.grpc.discovery "headless" -}}
dns:///{{ $full }}-{{ .name }}-headless:9000
{{- else -}}
{{ $full }}-{{ .name }}:9000
{{- end -}}
{{- end -}}

{{/* A topic's partitions: what is set, else what the catalogue says. */}}
{{- define "bellhop.partitions" -}}
{{- $catalogue := (.root.Files.Get "files/topics.yaml" | fromYaml).partitions -}}
{{- $set := index .root.Values.kafka.topics.partitions .topic -}}
{{- default (index $catalogue .topic) $set -}}
{{- end -}}
