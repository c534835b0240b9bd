{{- define "data.labels" -}}
app.kubernetes.io/name: bellhop-data
app.kubernetes.io/instance: {{ .Release.Name | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "data.keep" -}}
{{- if .Values.keepOnUninstall }}
annotations:
  helm.sh/resource-policy: keep
{{- end }}
{{- end -}}

{{- define "data.cluster" -}}
{{- if not .Values.kafka.cluster -}}
{{- fail "kafka.cluster is needed: the name of the Kafka resource that topics and users belong to. Without Strimzi set kafka.topics.enabled and kafka.users.enabled to false" -}}
{{- end -}}
strimzi.io/cluster: {{ .Values.kafka.cluster }}
{{- end -}}
