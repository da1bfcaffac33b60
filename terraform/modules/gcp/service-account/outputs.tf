output "email" {
  description = "The account's address."
  value       = google_service_account.this.email
}

output "id" {
  description = "The account as projects/P/serviceAccounts/EMAIL."
  value       = google_service_account.this.name
}

output "member" {
  description = "The account as IAM bindings name it."
  value       = google_service_account.this.member
}

output "unique_id" {
  description = "The account's number, which is never given to another one."
  value       = google_service_account.this.unique_id
}
