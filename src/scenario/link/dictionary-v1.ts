/**
 * What links of version 1 take for known: text that manifests and scenarios are full of, the most frequent last.
 * Frozen: a link that was ever sent must open for ever, so not a letter of it may change. A better one is version 2.
 */
export const dictionaryV1 = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
kind: Ingress
apiVersion: policy/v1
kind: PodDisruptionBudget
apiVersion: rbac.authorization.k8s.io/v1
kind: PersistentVolumeClaim
  accessModes:
  - ReadWriteOnce
      storage: 1Gi
kind: StatefulSet
kind: DaemonSet
apiVersion: batch/v1
kind: CronJob
  schedule: "*/1 * * * *"
kind: Job
  completions: 1
  parallelism: 1
  backoffLimit: 6
kind: Secret
stringData:
kind: ConfigMap
data:
kind: Namespace
kind: ServiceAccount
kind: ReplicaSet
apiVersion: apps/v1
kind: Deployment
  replicas: 3
  strategy:
    type: RollingUpdate
      maxSurge: 1
      maxUnavailable: 0
  selector:
    matchLabels:
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
        ports:
        - containerPort: 80
kind: Service
  type: NodePort
  clusterIP: None
  ports:
  - port: 80
    targetPort: 8080
    nodePort: 30080
    protocol: TCP
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
        - matchExpressions:
          - key: kubernetes.io/hostname
            operator: In
            values:
    podAntiAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
  topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: DoNotSchedule
  tolerations:
  - key: 
    operator: Exists
    effect: NoSchedule
    tolerationSeconds: 300
  nodeSelector:
  hostNetwork: true
  shareProcessNamespace: true
  terminationGracePeriodSeconds: 30
  serviceAccountName: default
  dnsPolicy: ClusterFirst
  restartPolicy: Never
  restartPolicy: OnFailure
  restartPolicy: Always
  securityContext:
    runAsUser: 1000
    runAsNonRoot: true
    seccompProfile:
      type: RuntimeDefault
  volumes:
  - name: data
    emptyDir: {}
    hostPath:
      path: /data
    configMap:
      name: 
    secret:
      secretName: 
    persistentVolumeClaim:
      claimName: 
    volumeMounts:
    - name: data
      mountPath: /data
      readOnly: true
    env:
    - name: 
      value: ""
      valueFrom:
        fieldRef:
          fieldPath: metadata.name
        configMapKeyRef:
        secretKeyRef:
    lifecycle:
      postStart:
      preStop:
        exec:
          command: ["/bin/sh", "-c", "sleep 10"]
    startupProbe:
    readinessProbe:
      tcpSocket:
        port: 8080
    livenessProbe:
      exec:
        command:
        - cat
        - /tmp/healthy
      httpGet:
        path: /healthz
        port: 8080
      initialDelaySeconds: 5
      periodSeconds: 5
      timeoutSeconds: 1
      successThreshold: 1
      failureThreshold: 3
    resources:
      requests:
        cpu: 100m
        memory: 64Mi
      limits:
        cpu: 500m
        memory: 128Mi
    imagePullPolicy: IfNotPresent
    image: registry.k8s.io/e2e-test-images/agnhost:2.40
    image: luksa/kubia
    image: busybox
    command: [sh, -c, "while true; do sleep 1; done"]
    args:
    - /bin/sh
    - -c
    - touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600
  initContainers:
  - name: init
apiVersion: v1
kind: Pod
metadata:
  name: 
  namespace: default
  labels:
    app: 
  annotations:
spec:
  containers:
  - name: main
    image: nginx
---
{"scenario":{"apiVersion":"kubarium.dev/v1","kind":"Scenario","metadata":{"name":"","title":{"en":"","zh":""},"summary":{"en":"","zh":""}},"spec":{"seed":,"namespace":"","cluster":{"controlPlane":"node","addons":[],"nodes":3},"files":{"deployment.yaml":"","pod.yaml":"apiVersion: v1
kind: Pod
metadata:
  name: "},"inputs":[{"at":"0s","session":"main","interrupt":true},{"at":"1s","run":"kubectl delete pod "},{"at":"","edit":"pod.yaml","text":""},{"at":"","run":"kubectl get pods -o wide"},{"at":"","run":"kubectl describe pod "},{"at":"","run":"kubectl logs "},{"at":"","run":"kubectl exec -it  -- sh"},{"at":"1s","run":"kubectl apply -f pod.yaml"}]}},"view":{"atMs":,"selected":"pod/","near":true,"tab":"why"},"engine":"0.1.0","digest":"`;
