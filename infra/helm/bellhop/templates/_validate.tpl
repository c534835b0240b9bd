{{/* What no schema can say: numbers that have to fit each other. Fails with the setting and the way out. */}}
{{- define "bellhop.validate" -}}
{{- $root := . -}}
{{- include "bellhop.validateGiven" . -}}
{{- range (include "bellhop.components" . | fromYaml).list -}}
{{- $path := ternary (printf "adapters.%s" (default "" .vendor)) (default "" .key) (eq .kind "adapter") -}}
{{- $scaling := .config.autoscaling -}}
{{- if .topic -}}
{{- $partitions := include "bellhop.partitions" (dict "root" $root "topic" .topic) | int -}}
{{- $most := ternary $scaling.maxReplicas .config.replicas $scaling.enabled | int -}}
{{- if gt $most $partitions -}}
{{- $setting := ternary "autoscaling.maxReplicas" "replicas" $scaling.enabled -}}
{{- fail (printf "%s.%s is %d, but %s has %d partitions: further replicas would have nothing to do. Lower it, or raise the partitions of the topic and kafka.topics.partitions" $path $setting $most .topic $partitions) -}}
{{- end -}}
{{- end -}}
{{- if and $scaling.enabled (gt (int $scaling.minReplicas) (int $scaling.maxReplicas)) -}}
{{- fail (printf "%s.autoscaling.minReplicas is %d, more than maxReplicas (%d)" $path (int $scaling.minReplicas) (int $scaling.maxReplicas)) -}}
{{- end -}}
{{- range $mount := .config.extraVolumeMounts -}}
{{- if has $mount.mountPath (list "/etc/bellhop" "/tmp") -}}
{{- fail (printf "%s.extraVolumeMounts: %s is where the chart's own volume is; mount it elsewhere" $path $mount.mountPath) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $name, $partitions := .Values.kafka.topics.partitions -}}
{{- $known := ($root.Files.Get "files/topics.yaml" | fromYaml).partitions -}}
{{- if not (hasKey $known $name) -}}
{{- fail (printf "kafka.topics.partitions: there is no topic %s; files/topics.yaml of the chart lists them" $name) -}}
{{- end -}}
{{- end -}}
{{- if and (eq .Values.kafka.auth.mechanism "tls") (not .Values.kafka.tls.enabled) -}}
{{- fail "kafka.auth.mechanism is tls, but kafka.tls.enabled is false: a client certificate needs TLS. Set kafka.tls.enabled" -}}
{{- end -}}
{{- if and (not (has .Values.kafka.auth.mechanism (list "none" "tls"))) (not .Values.kafka.tls.enabled) (not .Values.kafka.auth.allowPlaintext) -}}
{{- fail (printf "kafka.auth.mechanism is %s, but kafka.tls.enabled is false: the login would cross the network unencrypted. Set kafka.tls.enabled, or kafka.auth.allowPlaintext where something else encrypts" .Values.kafka.auth.mechanism) -}}
{{- end -}}
{{- if and (eq .Values.kafka.auth.mechanism "oauthbearer") (not .Values.kafka.auth.oauth.tokenEndpoint) (not .Values.kafka.auth.oauth.tokenFile) -}}
{{- fail "kafka.auth.mechanism is oauthbearer: set kafka.auth.oauth.tokenEndpoint (client credentials) or kafka.auth.oauth.tokenFile" -}}
{{- end -}}
{{- if and .Values.kafka.auth.oauth.tokenEndpoint .Values.kafka.auth.oauth.tokenFile -}}
{{- fail "kafka.auth.oauth.tokenEndpoint and kafka.auth.oauth.tokenFile are both set; set one of them" -}}
{{- end -}}
{{- if and .Values.exposure.ingress.enabled .Values.exposure.gatewayApi.enabled -}}
{{- fail "exposure.ingress.enabled and exposure.gatewayApi.enabled are both set; set one of them" -}}
{{- end -}}
{{- if and .Values.internal.tls.certManager.enabled (not .Values.internal.tls.certManager.issuerRef.name) -}}
{{- fail "internal.tls.certManager.issuerRef.name is needed: the Issuer or ClusterIssuer that signs the services' certificates" -}}
{{- end -}}
{{- end -}}

{{/* What has no default that could be right, all at once. */}}
{{- define "bellhop.validateGiven" -}}
{{- $v := .Values -}}
{{- $missing := list -}}
{{- if not $v.kafka.brokers }}{{ $missing = append $missing "kafka.brokers: host:port of some brokers of your Kafka" }}{{ end -}}
{{- if not $v.database.existingSecret }}{{ $missing = append $missing "database.existingSecret: a Secret with the URL of your Postgres (key url)" }}{{ end -}}
{{- if not $v.keyring.existingSecret }}{{ $missing = append $missing "keyring.existingSecret: a Secret with the keys that seal certificates (key keyring)" }}{{ end -}}
{{- if not $v.operatorKey.existingSecret }}{{ $missing = append $missing "operatorKey.existingSecret: a Secret with the key of operators (key operator-key)" }}{{ end -}}
{{- if eq $v.internal.auth "key" -}}
{{- if not $v.internal.existingSecret }}{{ $missing = append $missing "internal.existingSecret: a Secret with the key that services share (key internal-key)" }}{{ end -}}
{{- else if not $v.internal.tls.certManager.enabled -}}
{{- $without := list -}}
{{- range (include "bellhop.components" . | fromYaml).list -}}
{{- if not (index $v.internal.tls.existingSecrets .name) }}{{ $without = append $without .name }}{{ end -}}
{{- end -}}
{{- if $without }}{{ $missing = append $missing (printf "internal: how services know each other; internal.tls.certManager.enabled, or internal.tls.existingSecrets for %s, or internal.auth: key for trials" (join ", " $without)) }}{{ end -}}
{{- end -}}
{{- if eq $v.image.tag "latest" }}{{ $missing = append $missing "image.tag: a version; latest is another image every day" }}{{ end -}}
{{- if $missing -}}
{{- fail (printf "\n\nThese values are needed:\n  - %s\nThe chart's README says how to make the Secrets.\n" (join "\n  - " $missing)) -}}
{{- end -}}
{{- end -}}
