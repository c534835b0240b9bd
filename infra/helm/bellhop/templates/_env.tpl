{{/* The environment of a service. Called with {root, component}. Secrets are files under /etc/bellhop, never values. */}}
{{- define "bellhop.env" -}}
{{- $root := .root -}}
{{- $v := $root.Values -}}
{{- $component := .component -}}
{{- $config := $component.config -}}
{{ include "bellhop.kafkaEnv" . }}
- name: TOPICS
  value: {{ $v.kafka.topics.mode }}
{{ include "bellhop.topicEnv" $root }}
- name: MANAGEMENT_PORT
  value: "9090"
- name: LOG_LEVEL
  value: {{ $config.logLevel }}
{{- with $v.tracing.endpoint }}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ . }}
- name: TRACE_RATIO
  value: {{ $v.tracing.ratio | quote }}
{{- end }}
- name: INTERNAL_AUTH
  value: {{ $v.internal.auth }}
{{- if eq $v.internal.auth "key" }}
- name: INTERNAL_KEY_FILE
  value: /etc/bellhop/internal/key
{{- else }}
- name: INTERNAL_TLS_CA_FILE
  value: /etc/bellhop/internal/ca.crt
- name: INTERNAL_TLS_CERT_FILE
  value: /etc/bellhop/internal/tls.crt
- name: INTERNAL_TLS_KEY_FILE
  value: /etc/bellhop/internal/tls.key
{{- end }}
{{- if $component.database }}
{{ include "bellhop.databaseEnv" $root }}
- name: DATABASE_POOL_SIZE
  value: {{ $v.database.poolSize | quote }}
- name: MIGRATIONS
  value: {{ ternary "verify" "start" $v.migrations.job.enabled }}
{{- end }}
{{- if $component.keyring }}
- name: KEYRING_FILE
  value: /etc/bellhop/keyring
{{- end }}
{{- if ne $component.kind "adapter" }}
- name: GRPC_PORT
  value: "9000"
{{- end }}
{{- range $component.calls }}
- name: {{ . | upper | replace "-" "_" }}_ADDRESS
  value: {{ include "bellhop.address" (dict "root" $root "name" .) }}
{{- end }}
{{- if eq $component.kind "gateway" }}
{{ include "bellhop.gatewayEnv" (dict "root" $root "config" $config) }}
{{- end }}
{{- if eq $component.kind "message-store" }}
- name: RETENTION_DAYS
  value: {{ $v.messageStore.retentionDays | quote }}
{{- end }}
{{- if eq $component.kind "push-history" }}
- name: TRACE_RETENTION_DAYS
  value: {{ $v.pushHistory.retentionDays | quote }}
{{- end }}
{{- if eq $component.kind "adapter" }}
- name: VENDOR
  value: {{ $component.vendor }}
{{- end }}
{{- with $config.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "bellhop.gatewayEnv" -}}
{{- $gateway := .config -}}
- name: OPERATOR_KEY_FILE
  value: /etc/bellhop/operator-key
- name: HTTP_PORT
  value: "8080"
- name: DELIVERY_PORT
  value: "9001"
{{- /* message-store delivers to the very gateway that holds a connection, so to its pod. */}}
- name: POD_IP
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
- name: ADVERTISED_ADDRESS
  value: "$(POD_IP):9001"
- name: DRAIN_MS
  value: {{ mul $gateway.drainSeconds 1000 | quote }}
- name: MAX_CONNECTIONS
  value: {{ $gateway.maxConnections | int64 | quote }}
{{- with $gateway.trustedProxies }}
- name: TRUSTED_PROXIES
  value: {{ join "," . }}
{{- end }}
{{- with $gateway.corsOrigins }}
- name: CORS_ORIGINS
  value: {{ join "," . }}
{{- end }}
{{- range $door := list "http" "grpc" }}
{{- if (index $gateway.tls $door).existingSecret }}
- name: {{ upper $door }}_TLS_CERT_FILE
  value: /etc/bellhop/{{ $door }}/tls.crt
- name: {{ upper $door }}_TLS_KEY_FILE
  value: /etc/bellhop/{{ $door }}/tls.key
{{- end }}
{{- end }}
{{- end -}}

{{/* Whose Kafka user a component is: its own, or the one of all. */}}
{{- define "bellhop.kafkaUser" -}}
{{- $auth := .root.Values.kafka.auth -}}
{{- $own := default dict (index $auth.perService .component.name) -}}
{{- dict "existingSecret" (coalesce $own.existingSecret $auth.existingSecret) "username" (coalesce $own.username $auth.username) | toYaml -}}
{{- end -}}

{{- define "bellhop.kafkaEnv" -}}
{{- $kafka := .root.Values.kafka -}}
{{- $user := include "bellhop.kafkaUser" . | fromYaml -}}
- name: KAFKA_BROKERS
  value: {{ join "," $kafka.brokers }}
{{- with $kafka.prefix }}
- name: KAFKA_PREFIX
  value: {{ . }}
{{- end }}
{{- with $kafka.rack }}
- name: KAFKA_RACK
  value: {{ . }}
{{- end }}
{{- if $kafka.tls.enabled }}
- name: KAFKA_TLS
  value: "true"
{{- if $kafka.tls.caSecret }}
- name: KAFKA_TLS_CA_FILE
  value: /etc/bellhop/kafka/ca.crt
{{- end }}
{{- end }}
{{- if eq $kafka.auth.mechanism "tls" }}
- name: KAFKA_TLS_CERT_FILE
  value: /etc/bellhop/kafka/user.crt
- name: KAFKA_TLS_KEY_FILE
  value: /etc/bellhop/kafka/user.key
{{- else if ne $kafka.auth.mechanism "none" }}
- name: KAFKA_SASL_MECHANISM
  value: {{ $kafka.auth.mechanism }}
{{- if $kafka.auth.allowPlaintext }}
- name: KAFKA_SASL_PLAINTEXT
  value: allow
{{- end }}
{{- if eq $kafka.auth.mechanism "oauthbearer" }}
{{- with $kafka.auth.oauth.tokenEndpoint }}
- name: KAFKA_OAUTH_TOKEN_URL
  value: {{ . }}
- name: KAFKA_OAUTH_CLIENT_ID
  value: {{ $user.username }}
- name: KAFKA_OAUTH_CLIENT_SECRET_FILE
  value: /etc/bellhop/kafka/password
{{- with $kafka.auth.oauth.scope }}
- name: KAFKA_OAUTH_SCOPE
  value: {{ . }}
{{- end }}
{{- else }}
- name: KAFKA_OAUTH_TOKEN_FILE
  value: {{ $kafka.auth.oauth.tokenFile }}
{{- end }}
{{- else }}
- name: KAFKA_SASL_USERNAME
  value: {{ required "kafka.auth.username is needed with kafka.auth.mechanism" $user.username }}
- name: KAFKA_SASL_PASSWORD_FILE
  value: /etc/bellhop/kafka/password
{{- end }}
{{- end }}
{{- end -}}

{{- define "bellhop.databaseEnv" -}}
{{- $database := .Values.database -}}
- name: DATABASE_URL_FILE
  value: /etc/bellhop/database/url
{{- if $database.passwordKey }}
- name: DATABASE_PASSWORD_FILE
  value: /etc/bellhop/database/password
{{- end }}
{{- if $database.tls.caSecret }}
- name: DATABASE_TLS_CA_FILE
  value: /etc/bellhop/database/ca.crt
{{- end }}
{{- if $database.tls.clientSecret }}
- name: DATABASE_TLS_CERT_FILE
  value: /etc/bellhop/database/tls.crt
- name: DATABASE_TLS_KEY_FILE
  value: /etc/bellhop/database/tls.key
{{- end }}
{{- end -}}

{{/* The sources of the secrets volume: what this component may see, and nothing else. */}}
{{- define "bellhop.secrets" -}}
{{- $root := .root -}}
{{- $v := $root.Values -}}
{{- $component := .component -}}
{{- $full := include "bellhop.fullname" $root -}}
{{- if not $component.isJob }}
{{- if eq $v.internal.auth "key" }}
{{ include "bellhop.secret" (dict "name" (required "internal.existingSecret is needed: a Secret whose key internal.key is shared by all services" $v.internal.existingSecret) "items" (dict $v.internal.key "internal/key")) }}
{{- else }}
{{- $secret := ternary (printf "%s-%s-internal" $full $component.name) (index $v.internal.tls.existingSecrets $component.name) $v.internal.tls.certManager.enabled }}
{{ include "bellhop.secret" (dict "name" (required (printf "internal.tls.existingSecrets.%s is needed, or internal.tls.certManager.enabled" $component.name) $secret) "items" (dict "ca.crt" "internal/ca.crt" "tls.crt" "internal/tls.crt" "tls.key" "internal/tls.key")) }}
{{- end }}
{{- end }}
{{- if $component.keyring }}
{{ include "bellhop.secret" (dict "name" (required "keyring.existingSecret is needed: a Secret that holds the keys that seal certificates" $v.keyring.existingSecret) "items" (dict $v.keyring.key "keyring")) }}
{{- end }}
{{- if $component.operatorKey }}
{{ include "bellhop.secret" (dict "name" (required "operatorKey.existingSecret is needed: a Secret that holds the key of operators" $v.operatorKey.existingSecret) "items" (dict $v.operatorKey.key "operator-key")) }}
{{- end }}
{{- if $component.database }}
{{- $items := dict $v.database.urlKey "database/url" }}
{{- with $v.database.passwordKey }}{{ $_ := set $items . "database/password" }}{{ end }}
{{- if and $component.migrates $v.database.migrateUrlKey }}{{ $_ := set $items $v.database.migrateUrlKey "database/migrate-url" }}{{ end }}
{{ include "bellhop.secret" (dict "name" (required "database.existingSecret is needed: a Secret that holds the URL of the database" $v.database.existingSecret) "items" $items) }}
{{- with $v.database.tls.caSecret }}
{{ include "bellhop.secret" (dict "name" . "items" (dict $v.database.tls.caKey "database/ca.crt")) }}
{{- end }}
{{- with $v.database.tls.clientSecret }}
{{ include "bellhop.secret" (dict "name" . "items" (dict "tls.crt" "database/tls.crt" "tls.key" "database/tls.key")) }}
{{- end }}
{{- end }}
{{- if not $component.withoutKafka }}
{{- if and $v.kafka.tls.enabled $v.kafka.tls.caSecret }}
{{ include "bellhop.secret" (dict "name" $v.kafka.tls.caSecret "items" (dict $v.kafka.tls.caKey "kafka/ca.crt")) }}
{{- end }}
{{- $user := include "bellhop.kafkaUser" . | fromYaml }}
{{- $needs := printf "kafka.auth.existingSecret (or kafka.auth.perService.%s.existingSecret) is needed with kafka.auth.mechanism %s" $component.name $v.kafka.auth.mechanism }}
{{- if eq $v.kafka.auth.mechanism "tls" }}
{{ include "bellhop.secret" (dict "name" (required $needs $user.existingSecret) "items" (dict $v.kafka.auth.certKey "kafka/user.crt" $v.kafka.auth.keyKey "kafka/user.key")) }}
{{- else if and (ne $v.kafka.auth.mechanism "none") (or (ne $v.kafka.auth.mechanism "oauthbearer") $v.kafka.auth.oauth.tokenEndpoint) }}
{{ include "bellhop.secret" (dict "name" (required $needs $user.existingSecret) "items" (dict $v.kafka.auth.passwordKey "kafka/password")) }}
{{- end }}
{{- end }}
{{- if eq $component.kind "gateway" }}
{{- range $door := list "http" "grpc" }}
{{- with (index $v.gateway.tls $door).existingSecret }}
{{ include "bellhop.secret" (dict "name" . "items" (dict "tls.crt" (printf "%s/tls.crt" $door) "tls.key" (printf "%s/tls.key" $door))) }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "bellhop.secret" -}}
- secret:
    name: {{ .name }}
    items:
      {{- range $key, $path := .items }}
      - { key: {{ $key }}, path: {{ $path }} }
      {{- end }}
{{- end -}}

{{/* What topics are like: for whoever makes or verifies them. */}}
{{- define "bellhop.topicEnv" -}}
{{- $topics := .Values.kafka.topics -}}
- name: TOPIC_REPLICATION_FACTOR
  value: {{ $topics.replicationFactor | quote }}
- name: TOPIC_MIN_INSYNC_REPLICAS
  value: {{ $topics.minInsyncReplicas | quote }}
{{- with $topics.partitions }}
- name: TOPIC_PARTITIONS
  value: {{ include "bellhop.pairs" . }}
{{- end }}
{{- with $topics.retentionHours }}
- name: TOPIC_RETENTION_HOURS
  value: {{ include "bellhop.pairs" . }}
{{- end }}
{{- end -}}

{{/* A map as name=value,name=value. */}}
{{- define "bellhop.pairs" -}}
{{- $pairs := list -}}
{{- range $name, $value := . }}{{ $pairs = append $pairs (printf "%s=%d" $name (int $value)) }}{{ end -}}
{{- join "," $pairs -}}
{{- end -}}
