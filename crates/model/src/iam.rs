//! iam: generated from models/iam.json by `cargo xtask codegen`; changes go there or to the generator.

use serde::{Deserialize, Serialize};
use shape::{Operation, OperationSchema, ServiceSchema};

/// The service's names, and every operation that AWS has.
pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "iam",
    signing_name: "iam",
    endpoint_prefix: "iam",
    target_prefix: None,
    api_version: "2010-05-08",
    xml_namespace: Some("https://iam.amazonaws.com/doc/2010-05-08/"),
    protocols: &["query"],
    json_version: None,
    namespace: "com.amazonaws.iam",
    query_compatible: false,
    bare_errors: false,
    operations: &[
        &operations::ACCEPT_DELEGATION_REQUEST,
        &operations::ACQUIRE_ROLE,
        &operations::ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER,
        &operations::ADD_ROLE_TO_INSTANCE_PROFILE,
        &operations::ADD_USER_TO_GROUP,
        &operations::ASSOCIATE_DELEGATION_REQUEST,
        &operations::ATTACH_GROUP_POLICY,
        &operations::ATTACH_ROLE_POLICY,
        &operations::ATTACH_USER_POLICY,
        &operations::CHANGE_PASSWORD,
        &operations::CREATE_ACCESS_KEY,
        &operations::CREATE_ACCOUNT_ALIAS,
        &operations::CREATE_DELEGATION_REQUEST,
        &operations::CREATE_GROUP,
        &operations::CREATE_INSTANCE_PROFILE,
        &operations::CREATE_LOGIN_PROFILE,
        &operations::CREATE_OPEN_ID_CONNECT_PROVIDER,
        &operations::CREATE_POLICY,
        &operations::CREATE_POLICY_VERSION,
        &operations::CREATE_ROLE,
        &operations::CREATE_SAML_PROVIDER,
        &operations::CREATE_SERVICE_LINKED_ROLE,
        &operations::CREATE_SERVICE_SPECIFIC_CREDENTIAL,
        &operations::CREATE_USER,
        &operations::CREATE_VIRTUAL_MFA_DEVICE,
        &operations::DEACTIVATE_MFA_DEVICE,
        &operations::DELETE_ACCESS_KEY,
        &operations::DELETE_ACCOUNT_ALIAS,
        &operations::DELETE_ACCOUNT_PASSWORD_POLICY,
        &operations::DELETE_GROUP,
        &operations::DELETE_GROUP_POLICY,
        &operations::DELETE_INSTANCE_PROFILE,
        &operations::DELETE_LOGIN_PROFILE,
        &operations::DELETE_OPEN_ID_CONNECT_PROVIDER,
        &operations::DELETE_POLICY,
        &operations::DELETE_POLICY_VERSION,
        &operations::DELETE_ROLE,
        &operations::DELETE_ROLE_PERMISSIONS_BOUNDARY,
        &operations::DELETE_ROLE_POLICY,
        &operations::DELETE_SAML_PROVIDER,
        &operations::DELETE_SSH_PUBLIC_KEY,
        &operations::DELETE_SERVER_CERTIFICATE,
        &operations::DELETE_SERVICE_LINKED_ROLE,
        &operations::DELETE_SERVICE_SPECIFIC_CREDENTIAL,
        &operations::DELETE_SIGNING_CERTIFICATE,
        &operations::DELETE_USER,
        &operations::DELETE_USER_PERMISSIONS_BOUNDARY,
        &operations::DELETE_USER_POLICY,
        &operations::DELETE_VIRTUAL_MFA_DEVICE,
        &operations::DETACH_GROUP_POLICY,
        &operations::DETACH_ROLE_POLICY,
        &operations::DETACH_USER_POLICY,
        &operations::DISABLE_ORGANIZATIONS_ROOT_CREDENTIALS_MANAGEMENT,
        &operations::DISABLE_ORGANIZATIONS_ROOT_SESSIONS,
        &operations::DISABLE_OUTBOUND_WEB_IDENTITY_FEDERATION,
        &operations::ENABLE_MFA_DEVICE,
        &operations::ENABLE_ORGANIZATIONS_ROOT_CREDENTIALS_MANAGEMENT,
        &operations::ENABLE_ORGANIZATIONS_ROOT_SESSIONS,
        &operations::ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION,
        &operations::GENERATE_CREDENTIAL_REPORT,
        &operations::GENERATE_ORGANIZATIONS_ACCESS_REPORT,
        &operations::GENERATE_SERVICE_LAST_ACCESSED_DETAILS,
        &operations::GET_ACCESS_KEY_LAST_USED,
        &operations::GET_ACCOUNT_AUTHORIZATION_DETAILS,
        &operations::GET_ACCOUNT_PASSWORD_POLICY,
        &operations::GET_ACCOUNT_PROPERTIES,
        &operations::GET_ACCOUNT_SUMMARY,
        &operations::GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY,
        &operations::GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY,
        &operations::GET_CREDENTIAL_REPORT,
        &operations::GET_DELEGATION_REQUEST,
        &operations::GET_GROUP,
        &operations::GET_GROUP_POLICY,
        &operations::GET_HUMAN_READABLE_SUMMARY,
        &operations::GET_INSTANCE_PROFILE,
        &operations::GET_LOGIN_PROFILE,
        &operations::GET_MFA_DEVICE,
        &operations::GET_OPEN_ID_CONNECT_PROVIDER,
        &operations::GET_ORGANIZATIONS_ACCESS_REPORT,
        &operations::GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO,
        &operations::GET_POLICY,
        &operations::GET_POLICY_VERSION,
        &operations::GET_ROLE,
        &operations::GET_ROLE_POLICY,
        &operations::GET_ROLE_TEMPLATE_VERSION,
        &operations::GET_SAML_PROVIDER,
        &operations::GET_SSH_PUBLIC_KEY,
        &operations::GET_SERVER_CERTIFICATE,
        &operations::GET_SERVICE_LAST_ACCESSED_DETAILS,
        &operations::GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES,
        &operations::GET_SERVICE_LINKED_ROLE_DELETION_STATUS,
        &operations::GET_USER,
        &operations::GET_USER_POLICY,
        &operations::LIST_ACCESS_KEYS,
        &operations::LIST_ACCOUNT_ALIASES,
        &operations::LIST_ATTACHED_GROUP_POLICIES,
        &operations::LIST_ATTACHED_ROLE_POLICIES,
        &operations::LIST_ATTACHED_USER_POLICIES,
        &operations::LIST_DELEGATION_REQUESTS,
        &operations::LIST_ENTITIES_FOR_POLICY,
        &operations::LIST_GROUP_POLICIES,
        &operations::LIST_GROUPS,
        &operations::LIST_GROUPS_FOR_USER,
        &operations::LIST_INSTANCE_PROFILE_TAGS,
        &operations::LIST_INSTANCE_PROFILES,
        &operations::LIST_INSTANCE_PROFILES_FOR_ROLE,
        &operations::LIST_MFA_DEVICE_TAGS,
        &operations::LIST_MFA_DEVICES,
        &operations::LIST_OPEN_ID_CONNECT_PROVIDER_TAGS,
        &operations::LIST_OPEN_ID_CONNECT_PROVIDERS,
        &operations::LIST_ORGANIZATIONS_FEATURES,
        &operations::LIST_POLICIES,
        &operations::LIST_POLICIES_GRANTING_SERVICE_ACCESS,
        &operations::LIST_POLICY_TAGS,
        &operations::LIST_POLICY_VERSIONS,
        &operations::LIST_ROLE_POLICIES,
        &operations::LIST_ROLE_TAGS,
        &operations::LIST_ROLES,
        &operations::LIST_SAML_PROVIDER_TAGS,
        &operations::LIST_SAML_PROVIDERS,
        &operations::LIST_SSH_PUBLIC_KEYS,
        &operations::LIST_SERVER_CERTIFICATE_TAGS,
        &operations::LIST_SERVER_CERTIFICATES,
        &operations::LIST_SERVICE_SPECIFIC_CREDENTIALS,
        &operations::LIST_SIGNING_CERTIFICATES,
        &operations::LIST_USER_POLICIES,
        &operations::LIST_USER_TAGS,
        &operations::LIST_USERS,
        &operations::LIST_VIRTUAL_MFA_DEVICES,
        &operations::PUT_ACCOUNT_PROPERTIES,
        &operations::PUT_GROUP_POLICY,
        &operations::PUT_ROLE_PERMISSIONS_BOUNDARY,
        &operations::PUT_ROLE_POLICY,
        &operations::PUT_USER_PERMISSIONS_BOUNDARY,
        &operations::PUT_USER_POLICY,
        &operations::REJECT_DELEGATION_REQUEST,
        &operations::REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER,
        &operations::REMOVE_ROLE_FROM_INSTANCE_PROFILE,
        &operations::REMOVE_USER_FROM_GROUP,
        &operations::RESET_SERVICE_SPECIFIC_CREDENTIAL,
        &operations::RESYNC_MFA_DEVICE,
        &operations::SEND_DELEGATION_TOKEN,
        &operations::SET_DEFAULT_POLICY_VERSION,
        &operations::SET_SECURITY_TOKEN_SERVICE_PREFERENCES,
        &operations::SIMULATE_CUSTOM_POLICY,
        &operations::SIMULATE_PRINCIPAL_POLICY,
        &operations::TAG_INSTANCE_PROFILE,
        &operations::TAG_MFA_DEVICE,
        &operations::TAG_OPEN_ID_CONNECT_PROVIDER,
        &operations::TAG_POLICY,
        &operations::TAG_ROLE,
        &operations::TAG_SAML_PROVIDER,
        &operations::TAG_SERVER_CERTIFICATE,
        &operations::TAG_USER,
        &operations::UNTAG_INSTANCE_PROFILE,
        &operations::UNTAG_MFA_DEVICE,
        &operations::UNTAG_OPEN_ID_CONNECT_PROVIDER,
        &operations::UNTAG_POLICY,
        &operations::UNTAG_ROLE,
        &operations::UNTAG_SAML_PROVIDER,
        &operations::UNTAG_SERVER_CERTIFICATE,
        &operations::UNTAG_USER,
        &operations::UPDATE_ACCESS_KEY,
        &operations::UPDATE_ACCOUNT_PASSWORD_POLICY,
        &operations::UPDATE_ASSUME_ROLE_POLICY,
        &operations::UPDATE_DELEGATION_REQUEST,
        &operations::UPDATE_GROUP,
        &operations::UPDATE_LOGIN_PROFILE,
        &operations::UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT,
        &operations::UPDATE_ROLE,
        &operations::UPDATE_ROLE_DESCRIPTION,
        &operations::UPDATE_SAML_PROVIDER,
        &operations::UPDATE_SSH_PUBLIC_KEY,
        &operations::UPDATE_SERVER_CERTIFICATE,
        &operations::UPDATE_SERVICE_SPECIFIC_CREDENTIAL,
        &operations::UPDATE_SIGNING_CERTIFICATE,
        &operations::UPDATE_USER,
        &operations::UPLOAD_SSH_PUBLIC_KEY,
        &operations::UPLOAD_SERVER_CERTIFICATE,
        &operations::UPLOAD_SIGNING_CERTIFICATE,
    ],
};

/// POST /
pub struct AttachRolePolicy;

impl Operation for AttachRolePolicy {
    type Input = AttachRolePolicyInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::ATTACH_ROLE_POLICY;
}

/// POST /
pub struct AttachUserPolicy;

impl Operation for AttachUserPolicy {
    type Input = AttachUserPolicyInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::ATTACH_USER_POLICY;
}

/// POST /
pub struct CreateAccessKey;

impl Operation for CreateAccessKey {
    type Input = CreateAccessKeyInput;
    type Output = CreateAccessKeyOutput;
    const SCHEMA: &'static OperationSchema = &operations::CREATE_ACCESS_KEY;
}

/// POST /
pub struct CreatePolicy;

impl Operation for CreatePolicy {
    type Input = CreatePolicyInput;
    type Output = CreatePolicyOutput;
    const SCHEMA: &'static OperationSchema = &operations::CREATE_POLICY;
}

/// POST /
pub struct CreatePolicyVersion;

impl Operation for CreatePolicyVersion {
    type Input = CreatePolicyVersionInput;
    type Output = CreatePolicyVersionOutput;
    const SCHEMA: &'static OperationSchema = &operations::CREATE_POLICY_VERSION;
}

/// POST /
pub struct CreateRole;

impl Operation for CreateRole {
    type Input = CreateRoleInput;
    type Output = CreateRoleOutput;
    const SCHEMA: &'static OperationSchema = &operations::CREATE_ROLE;
}

/// POST /
pub struct CreateUser;

impl Operation for CreateUser {
    type Input = CreateUserInput;
    type Output = CreateUserOutput;
    const SCHEMA: &'static OperationSchema = &operations::CREATE_USER;
}

/// POST /
pub struct DeleteAccessKey;

impl Operation for DeleteAccessKey {
    type Input = DeleteAccessKeyInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::DELETE_ACCESS_KEY;
}

/// POST /
pub struct DeletePolicy;

impl Operation for DeletePolicy {
    type Input = DeletePolicyInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::DELETE_POLICY;
}

/// POST /
pub struct DeletePolicyVersion;

impl Operation for DeletePolicyVersion {
    type Input = DeletePolicyVersionInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::DELETE_POLICY_VERSION;
}

/// POST /
pub struct DeleteRole;

impl Operation for DeleteRole {
    type Input = DeleteRoleInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::DELETE_ROLE;
}

/// POST /
pub struct DeleteRolePermissionsBoundary;

impl Operation for DeleteRolePermissionsBoundary {
    type Input = DeleteRolePermissionsBoundaryInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::DELETE_ROLE_PERMISSIONS_BOUNDARY;
}

/// POST /
pub struct DeleteRolePolicy;

impl Operation for DeleteRolePolicy {
    type Input = DeleteRolePolicyInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::DELETE_ROLE_POLICY;
}

/// POST /
pub struct DeleteUser;

impl Operation for DeleteUser {
    type Input = DeleteUserInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::DELETE_USER;
}

/// POST /
pub struct DeleteUserPolicy;

impl Operation for DeleteUserPolicy {
    type Input = DeleteUserPolicyInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::DELETE_USER_POLICY;
}

/// POST /
pub struct DetachRolePolicy;

impl Operation for DetachRolePolicy {
    type Input = DetachRolePolicyInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::DETACH_ROLE_POLICY;
}

/// POST /
pub struct DetachUserPolicy;

impl Operation for DetachUserPolicy {
    type Input = DetachUserPolicyInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::DETACH_USER_POLICY;
}

/// POST /
pub struct GetPolicy;

impl Operation for GetPolicy {
    type Input = GetPolicyInput;
    type Output = GetPolicyOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_POLICY;
}

/// POST /
pub struct GetPolicyVersion;

impl Operation for GetPolicyVersion {
    type Input = GetPolicyVersionInput;
    type Output = GetPolicyVersionOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_POLICY_VERSION;
}

/// POST /
pub struct GetRole;

impl Operation for GetRole {
    type Input = GetRoleInput;
    type Output = GetRoleOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_ROLE;
}

/// POST /
pub struct GetRolePolicy;

impl Operation for GetRolePolicy {
    type Input = GetRolePolicyInput;
    type Output = GetRolePolicyOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_ROLE_POLICY;
}

/// POST /
pub struct GetUser;

impl Operation for GetUser {
    type Input = GetUserInput;
    type Output = GetUserOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_USER;
}

/// POST /
pub struct GetUserPolicy;

impl Operation for GetUserPolicy {
    type Input = GetUserPolicyInput;
    type Output = GetUserPolicyOutput;
    const SCHEMA: &'static OperationSchema = &operations::GET_USER_POLICY;
}

/// POST /
pub struct ListAccessKeys;

impl Operation for ListAccessKeys {
    type Input = ListAccessKeysInput;
    type Output = ListAccessKeysOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_ACCESS_KEYS;
}

/// POST /
pub struct ListAttachedRolePolicies;

impl Operation for ListAttachedRolePolicies {
    type Input = ListAttachedRolePoliciesInput;
    type Output = ListAttachedRolePoliciesOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_ATTACHED_ROLE_POLICIES;
}

/// POST /
pub struct ListAttachedUserPolicies;

impl Operation for ListAttachedUserPolicies {
    type Input = ListAttachedUserPoliciesInput;
    type Output = ListAttachedUserPoliciesOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_ATTACHED_USER_POLICIES;
}

/// POST /
pub struct ListEntitiesForPolicy;

impl Operation for ListEntitiesForPolicy {
    type Input = ListEntitiesForPolicyInput;
    type Output = ListEntitiesForPolicyOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_ENTITIES_FOR_POLICY;
}

/// POST /
pub struct ListInstanceProfilesForRole;

impl Operation for ListInstanceProfilesForRole {
    type Input = ListInstanceProfilesForRoleInput;
    type Output = ListInstanceProfilesForRoleOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_INSTANCE_PROFILES_FOR_ROLE;
}

/// POST /
pub struct ListPolicies;

impl Operation for ListPolicies {
    type Input = ListPoliciesInput;
    type Output = ListPoliciesOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_POLICIES;
}

/// POST /
pub struct ListPolicyTags;

impl Operation for ListPolicyTags {
    type Input = ListPolicyTagsInput;
    type Output = ListPolicyTagsOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_POLICY_TAGS;
}

/// POST /
pub struct ListPolicyVersions;

impl Operation for ListPolicyVersions {
    type Input = ListPolicyVersionsInput;
    type Output = ListPolicyVersionsOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_POLICY_VERSIONS;
}

/// POST /
pub struct ListRolePolicies;

impl Operation for ListRolePolicies {
    type Input = ListRolePoliciesInput;
    type Output = ListRolePoliciesOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_ROLE_POLICIES;
}

/// POST /
pub struct ListRoleTags;

impl Operation for ListRoleTags {
    type Input = ListRoleTagsInput;
    type Output = ListRoleTagsOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_ROLE_TAGS;
}

/// POST /
pub struct ListRoles;

impl Operation for ListRoles {
    type Input = ListRolesInput;
    type Output = ListRolesOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_ROLES;
}

/// POST /
pub struct ListUserPolicies;

impl Operation for ListUserPolicies {
    type Input = ListUserPoliciesInput;
    type Output = ListUserPoliciesOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_USER_POLICIES;
}

/// POST /
pub struct ListUsers;

impl Operation for ListUsers {
    type Input = ListUsersInput;
    type Output = ListUsersOutput;
    const SCHEMA: &'static OperationSchema = &operations::LIST_USERS;
}

/// POST /
pub struct PutRolePermissionsBoundary;

impl Operation for PutRolePermissionsBoundary {
    type Input = PutRolePermissionsBoundaryInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::PUT_ROLE_PERMISSIONS_BOUNDARY;
}

/// POST /
pub struct PutRolePolicy;

impl Operation for PutRolePolicy {
    type Input = PutRolePolicyInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::PUT_ROLE_POLICY;
}

/// POST /
pub struct PutUserPolicy;

impl Operation for PutUserPolicy {
    type Input = PutUserPolicyInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::PUT_USER_POLICY;
}

/// POST /
pub struct SetDefaultPolicyVersion;

impl Operation for SetDefaultPolicyVersion {
    type Input = SetDefaultPolicyVersionInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::SET_DEFAULT_POLICY_VERSION;
}

/// POST /
pub struct TagPolicy;

impl Operation for TagPolicy {
    type Input = TagPolicyInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::TAG_POLICY;
}

/// POST /
pub struct TagRole;

impl Operation for TagRole {
    type Input = TagRoleInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::TAG_ROLE;
}

/// POST /
pub struct UntagPolicy;

impl Operation for UntagPolicy {
    type Input = UntagPolicyInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::UNTAG_POLICY;
}

/// POST /
pub struct UntagRole;

impl Operation for UntagRole {
    type Input = UntagRoleInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::UNTAG_ROLE;
}

/// POST /
pub struct UpdateAccessKey;

impl Operation for UpdateAccessKey {
    type Input = UpdateAccessKeyInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::UPDATE_ACCESS_KEY;
}

/// POST /
pub struct UpdateAssumeRolePolicy;

impl Operation for UpdateAssumeRolePolicy {
    type Input = UpdateAssumeRolePolicyInput;
    type Output = shape::Unit;
    const SCHEMA: &'static OperationSchema = &operations::UPDATE_ASSUME_ROLE_POLICY;
}

/// POST /
pub struct UpdateRole;

impl Operation for UpdateRole {
    type Input = UpdateRoleInput;
    type Output = UpdateRoleOutput;
    const SCHEMA: &'static OperationSchema = &operations::UPDATE_ROLE;
}

/// POST /
pub struct UpdateRoleDescription;

impl Operation for UpdateRoleDescription {
    type Input = UpdateRoleDescriptionInput;
    type Output = UpdateRoleDescriptionOutput;
    const SCHEMA: &'static OperationSchema = &operations::UPDATE_ROLE_DESCRIPTION;
}

/// Every operation's name and binding.
pub mod operations {
    use super::OperationSchema;
    use super::schemas;
    pub static ACCEPT_DELEGATION_REQUEST: OperationSchema =
        OperationSchema::known("AcceptDelegationRequest", "POST", "/", 200);
    pub static ACQUIRE_ROLE: OperationSchema = OperationSchema::known("AcquireRole", "POST", "/", 200);
    pub static ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER: OperationSchema =
        OperationSchema::known("AddClientIDToOpenIDConnectProvider", "POST", "/", 200);
    pub static ADD_ROLE_TO_INSTANCE_PROFILE: OperationSchema =
        OperationSchema::known("AddRoleToInstanceProfile", "POST", "/", 200);
    pub static ADD_USER_TO_GROUP: OperationSchema =
        OperationSchema::known("AddUserToGroup", "POST", "/", 200);
    pub static ASSOCIATE_DELEGATION_REQUEST: OperationSchema =
        OperationSchema::known("AssociateDelegationRequest", "POST", "/", 200);
    pub static ATTACH_GROUP_POLICY: OperationSchema =
        OperationSchema::known("AttachGroupPolicy", "POST", "/", 200);
    pub static ATTACH_ROLE_POLICY: OperationSchema =
        OperationSchema::known("AttachRolePolicy", "POST", "/", 200)
            .offered(&schemas::ATTACH_ROLE_POLICY_REQUEST, &shape::UNIT);
    pub static ATTACH_USER_POLICY: OperationSchema =
        OperationSchema::known("AttachUserPolicy", "POST", "/", 200)
            .offered(&schemas::ATTACH_USER_POLICY_REQUEST, &shape::UNIT);
    pub static CHANGE_PASSWORD: OperationSchema = OperationSchema::known("ChangePassword", "POST", "/", 200);
    pub static CREATE_ACCESS_KEY: OperationSchema =
        OperationSchema::known("CreateAccessKey", "POST", "/", 200)
            .offered(&schemas::CREATE_ACCESS_KEY_REQUEST, &schemas::CREATE_ACCESS_KEY_RESPONSE)
            .wrapped("CreateAccessKeyResult");
    pub static CREATE_ACCOUNT_ALIAS: OperationSchema =
        OperationSchema::known("CreateAccountAlias", "POST", "/", 200);
    pub static CREATE_DELEGATION_REQUEST: OperationSchema =
        OperationSchema::known("CreateDelegationRequest", "POST", "/", 200);
    pub static CREATE_GROUP: OperationSchema = OperationSchema::known("CreateGroup", "POST", "/", 200);
    pub static CREATE_INSTANCE_PROFILE: OperationSchema =
        OperationSchema::known("CreateInstanceProfile", "POST", "/", 200);
    pub static CREATE_LOGIN_PROFILE: OperationSchema =
        OperationSchema::known("CreateLoginProfile", "POST", "/", 200);
    pub static CREATE_OPEN_ID_CONNECT_PROVIDER: OperationSchema =
        OperationSchema::known("CreateOpenIDConnectProvider", "POST", "/", 200);
    pub static CREATE_POLICY: OperationSchema = OperationSchema::known("CreatePolicy", "POST", "/", 200)
        .offered(&schemas::CREATE_POLICY_REQUEST, &schemas::CREATE_POLICY_RESPONSE)
        .wrapped("CreatePolicyResult");
    pub static CREATE_POLICY_VERSION: OperationSchema =
        OperationSchema::known("CreatePolicyVersion", "POST", "/", 200)
            .offered(&schemas::CREATE_POLICY_VERSION_REQUEST, &schemas::CREATE_POLICY_VERSION_RESPONSE)
            .wrapped("CreatePolicyVersionResult");
    pub static CREATE_ROLE: OperationSchema = OperationSchema::known("CreateRole", "POST", "/", 200)
        .offered(&schemas::CREATE_ROLE_REQUEST, &schemas::CREATE_ROLE_RESPONSE)
        .wrapped("CreateRoleResult");
    pub static CREATE_SAML_PROVIDER: OperationSchema =
        OperationSchema::known("CreateSAMLProvider", "POST", "/", 200);
    pub static CREATE_SERVICE_LINKED_ROLE: OperationSchema =
        OperationSchema::known("CreateServiceLinkedRole", "POST", "/", 200);
    pub static CREATE_SERVICE_SPECIFIC_CREDENTIAL: OperationSchema =
        OperationSchema::known("CreateServiceSpecificCredential", "POST", "/", 200);
    pub static CREATE_USER: OperationSchema = OperationSchema::known("CreateUser", "POST", "/", 200)
        .offered(&schemas::CREATE_USER_REQUEST, &schemas::CREATE_USER_RESPONSE)
        .wrapped("CreateUserResult");
    pub static CREATE_VIRTUAL_MFA_DEVICE: OperationSchema =
        OperationSchema::known("CreateVirtualMFADevice", "POST", "/", 200);
    pub static DEACTIVATE_MFA_DEVICE: OperationSchema =
        OperationSchema::known("DeactivateMFADevice", "POST", "/", 200);
    pub static DELETE_ACCESS_KEY: OperationSchema =
        OperationSchema::known("DeleteAccessKey", "POST", "/", 200)
            .offered(&schemas::DELETE_ACCESS_KEY_REQUEST, &shape::UNIT);
    pub static DELETE_ACCOUNT_ALIAS: OperationSchema =
        OperationSchema::known("DeleteAccountAlias", "POST", "/", 200);
    pub static DELETE_ACCOUNT_PASSWORD_POLICY: OperationSchema =
        OperationSchema::known("DeleteAccountPasswordPolicy", "POST", "/", 200);
    pub static DELETE_GROUP: OperationSchema = OperationSchema::known("DeleteGroup", "POST", "/", 200);
    pub static DELETE_GROUP_POLICY: OperationSchema =
        OperationSchema::known("DeleteGroupPolicy", "POST", "/", 200);
    pub static DELETE_INSTANCE_PROFILE: OperationSchema =
        OperationSchema::known("DeleteInstanceProfile", "POST", "/", 200);
    pub static DELETE_LOGIN_PROFILE: OperationSchema =
        OperationSchema::known("DeleteLoginProfile", "POST", "/", 200);
    pub static DELETE_OPEN_ID_CONNECT_PROVIDER: OperationSchema =
        OperationSchema::known("DeleteOpenIDConnectProvider", "POST", "/", 200);
    pub static DELETE_POLICY: OperationSchema = OperationSchema::known("DeletePolicy", "POST", "/", 200)
        .offered(&schemas::DELETE_POLICY_REQUEST, &shape::UNIT);
    pub static DELETE_POLICY_VERSION: OperationSchema =
        OperationSchema::known("DeletePolicyVersion", "POST", "/", 200)
            .offered(&schemas::DELETE_POLICY_VERSION_REQUEST, &shape::UNIT);
    pub static DELETE_ROLE: OperationSchema = OperationSchema::known("DeleteRole", "POST", "/", 200)
        .offered(&schemas::DELETE_ROLE_REQUEST, &shape::UNIT);
    pub static DELETE_ROLE_PERMISSIONS_BOUNDARY: OperationSchema =
        OperationSchema::known("DeleteRolePermissionsBoundary", "POST", "/", 200)
            .offered(&schemas::DELETE_ROLE_PERMISSIONS_BOUNDARY_REQUEST, &shape::UNIT);
    pub static DELETE_ROLE_POLICY: OperationSchema =
        OperationSchema::known("DeleteRolePolicy", "POST", "/", 200)
            .offered(&schemas::DELETE_ROLE_POLICY_REQUEST, &shape::UNIT);
    pub static DELETE_SAML_PROVIDER: OperationSchema =
        OperationSchema::known("DeleteSAMLProvider", "POST", "/", 200);
    pub static DELETE_SSH_PUBLIC_KEY: OperationSchema =
        OperationSchema::known("DeleteSSHPublicKey", "POST", "/", 200);
    pub static DELETE_SERVER_CERTIFICATE: OperationSchema =
        OperationSchema::known("DeleteServerCertificate", "POST", "/", 200);
    pub static DELETE_SERVICE_LINKED_ROLE: OperationSchema =
        OperationSchema::known("DeleteServiceLinkedRole", "POST", "/", 200);
    pub static DELETE_SERVICE_SPECIFIC_CREDENTIAL: OperationSchema =
        OperationSchema::known("DeleteServiceSpecificCredential", "POST", "/", 200);
    pub static DELETE_SIGNING_CERTIFICATE: OperationSchema =
        OperationSchema::known("DeleteSigningCertificate", "POST", "/", 200);
    pub static DELETE_USER: OperationSchema = OperationSchema::known("DeleteUser", "POST", "/", 200)
        .offered(&schemas::DELETE_USER_REQUEST, &shape::UNIT);
    pub static DELETE_USER_PERMISSIONS_BOUNDARY: OperationSchema =
        OperationSchema::known("DeleteUserPermissionsBoundary", "POST", "/", 200);
    pub static DELETE_USER_POLICY: OperationSchema =
        OperationSchema::known("DeleteUserPolicy", "POST", "/", 200)
            .offered(&schemas::DELETE_USER_POLICY_REQUEST, &shape::UNIT);
    pub static DELETE_VIRTUAL_MFA_DEVICE: OperationSchema =
        OperationSchema::known("DeleteVirtualMFADevice", "POST", "/", 200);
    pub static DETACH_GROUP_POLICY: OperationSchema =
        OperationSchema::known("DetachGroupPolicy", "POST", "/", 200);
    pub static DETACH_ROLE_POLICY: OperationSchema =
        OperationSchema::known("DetachRolePolicy", "POST", "/", 200)
            .offered(&schemas::DETACH_ROLE_POLICY_REQUEST, &shape::UNIT);
    pub static DETACH_USER_POLICY: OperationSchema =
        OperationSchema::known("DetachUserPolicy", "POST", "/", 200)
            .offered(&schemas::DETACH_USER_POLICY_REQUEST, &shape::UNIT);
    pub static DISABLE_ORGANIZATIONS_ROOT_CREDENTIALS_MANAGEMENT: OperationSchema =
        OperationSchema::known("DisableOrganizationsRootCredentialsManagement", "POST", "/", 200);
    pub static DISABLE_ORGANIZATIONS_ROOT_SESSIONS: OperationSchema =
        OperationSchema::known("DisableOrganizationsRootSessions", "POST", "/", 200);
    pub static DISABLE_OUTBOUND_WEB_IDENTITY_FEDERATION: OperationSchema =
        OperationSchema::known("DisableOutboundWebIdentityFederation", "POST", "/", 200);
    pub static ENABLE_MFA_DEVICE: OperationSchema =
        OperationSchema::known("EnableMFADevice", "POST", "/", 200);
    pub static ENABLE_ORGANIZATIONS_ROOT_CREDENTIALS_MANAGEMENT: OperationSchema =
        OperationSchema::known("EnableOrganizationsRootCredentialsManagement", "POST", "/", 200);
    pub static ENABLE_ORGANIZATIONS_ROOT_SESSIONS: OperationSchema =
        OperationSchema::known("EnableOrganizationsRootSessions", "POST", "/", 200);
    pub static ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION: OperationSchema =
        OperationSchema::known("EnableOutboundWebIdentityFederation", "POST", "/", 200);
    pub static GENERATE_CREDENTIAL_REPORT: OperationSchema =
        OperationSchema::known("GenerateCredentialReport", "POST", "/", 200);
    pub static GENERATE_ORGANIZATIONS_ACCESS_REPORT: OperationSchema =
        OperationSchema::known("GenerateOrganizationsAccessReport", "POST", "/", 200);
    pub static GENERATE_SERVICE_LAST_ACCESSED_DETAILS: OperationSchema =
        OperationSchema::known("GenerateServiceLastAccessedDetails", "POST", "/", 200);
    pub static GET_ACCESS_KEY_LAST_USED: OperationSchema =
        OperationSchema::known("GetAccessKeyLastUsed", "POST", "/", 200);
    pub static GET_ACCOUNT_AUTHORIZATION_DETAILS: OperationSchema =
        OperationSchema::known("GetAccountAuthorizationDetails", "POST", "/", 200);
    pub static GET_ACCOUNT_PASSWORD_POLICY: OperationSchema =
        OperationSchema::known("GetAccountPasswordPolicy", "POST", "/", 200);
    pub static GET_ACCOUNT_PROPERTIES: OperationSchema =
        OperationSchema::known("GetAccountProperties", "POST", "/", 200);
    pub static GET_ACCOUNT_SUMMARY: OperationSchema =
        OperationSchema::known("GetAccountSummary", "POST", "/", 200);
    pub static GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY: OperationSchema =
        OperationSchema::known("GetContextKeysForCustomPolicy", "POST", "/", 200);
    pub static GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY: OperationSchema =
        OperationSchema::known("GetContextKeysForPrincipalPolicy", "POST", "/", 200);
    pub static GET_CREDENTIAL_REPORT: OperationSchema =
        OperationSchema::known("GetCredentialReport", "POST", "/", 200);
    pub static GET_DELEGATION_REQUEST: OperationSchema =
        OperationSchema::known("GetDelegationRequest", "POST", "/", 200);
    pub static GET_GROUP: OperationSchema = OperationSchema::known("GetGroup", "POST", "/", 200);
    pub static GET_GROUP_POLICY: OperationSchema = OperationSchema::known("GetGroupPolicy", "POST", "/", 200);
    pub static GET_HUMAN_READABLE_SUMMARY: OperationSchema =
        OperationSchema::known("GetHumanReadableSummary", "POST", "/", 200);
    pub static GET_INSTANCE_PROFILE: OperationSchema =
        OperationSchema::known("GetInstanceProfile", "POST", "/", 200);
    pub static GET_LOGIN_PROFILE: OperationSchema =
        OperationSchema::known("GetLoginProfile", "POST", "/", 200);
    pub static GET_MFA_DEVICE: OperationSchema = OperationSchema::known("GetMFADevice", "POST", "/", 200);
    pub static GET_OPEN_ID_CONNECT_PROVIDER: OperationSchema =
        OperationSchema::known("GetOpenIDConnectProvider", "POST", "/", 200);
    pub static GET_ORGANIZATIONS_ACCESS_REPORT: OperationSchema =
        OperationSchema::known("GetOrganizationsAccessReport", "POST", "/", 200);
    pub static GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO: OperationSchema =
        OperationSchema::known("GetOutboundWebIdentityFederationInfo", "POST", "/", 200);
    pub static GET_POLICY: OperationSchema = OperationSchema::known("GetPolicy", "POST", "/", 200)
        .offered(&schemas::GET_POLICY_REQUEST, &schemas::GET_POLICY_RESPONSE)
        .wrapped("GetPolicyResult");
    pub static GET_POLICY_VERSION: OperationSchema =
        OperationSchema::known("GetPolicyVersion", "POST", "/", 200)
            .offered(&schemas::GET_POLICY_VERSION_REQUEST, &schemas::GET_POLICY_VERSION_RESPONSE)
            .wrapped("GetPolicyVersionResult");
    pub static GET_ROLE: OperationSchema = OperationSchema::known("GetRole", "POST", "/", 200)
        .offered(&schemas::GET_ROLE_REQUEST, &schemas::GET_ROLE_RESPONSE)
        .wrapped("GetRoleResult");
    pub static GET_ROLE_POLICY: OperationSchema = OperationSchema::known("GetRolePolicy", "POST", "/", 200)
        .offered(&schemas::GET_ROLE_POLICY_REQUEST, &schemas::GET_ROLE_POLICY_RESPONSE)
        .wrapped("GetRolePolicyResult");
    pub static GET_ROLE_TEMPLATE_VERSION: OperationSchema =
        OperationSchema::known("GetRoleTemplateVersion", "POST", "/", 200);
    pub static GET_SAML_PROVIDER: OperationSchema =
        OperationSchema::known("GetSAMLProvider", "POST", "/", 200);
    pub static GET_SSH_PUBLIC_KEY: OperationSchema =
        OperationSchema::known("GetSSHPublicKey", "POST", "/", 200);
    pub static GET_SERVER_CERTIFICATE: OperationSchema =
        OperationSchema::known("GetServerCertificate", "POST", "/", 200);
    pub static GET_SERVICE_LAST_ACCESSED_DETAILS: OperationSchema =
        OperationSchema::known("GetServiceLastAccessedDetails", "POST", "/", 200);
    pub static GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES: OperationSchema =
        OperationSchema::known("GetServiceLastAccessedDetailsWithEntities", "POST", "/", 200);
    pub static GET_SERVICE_LINKED_ROLE_DELETION_STATUS: OperationSchema =
        OperationSchema::known("GetServiceLinkedRoleDeletionStatus", "POST", "/", 200);
    pub static GET_USER: OperationSchema = OperationSchema::known("GetUser", "POST", "/", 200)
        .offered(&schemas::GET_USER_REQUEST, &schemas::GET_USER_RESPONSE)
        .wrapped("GetUserResult");
    pub static GET_USER_POLICY: OperationSchema = OperationSchema::known("GetUserPolicy", "POST", "/", 200)
        .offered(&schemas::GET_USER_POLICY_REQUEST, &schemas::GET_USER_POLICY_RESPONSE)
        .wrapped("GetUserPolicyResult");
    pub static LIST_ACCESS_KEYS: OperationSchema = OperationSchema::known("ListAccessKeys", "POST", "/", 200)
        .offered(&schemas::LIST_ACCESS_KEYS_REQUEST, &schemas::LIST_ACCESS_KEYS_RESPONSE)
        .wrapped("ListAccessKeysResult");
    pub static LIST_ACCOUNT_ALIASES: OperationSchema =
        OperationSchema::known("ListAccountAliases", "POST", "/", 200);
    pub static LIST_ATTACHED_GROUP_POLICIES: OperationSchema =
        OperationSchema::known("ListAttachedGroupPolicies", "POST", "/", 200);
    pub static LIST_ATTACHED_ROLE_POLICIES: OperationSchema =
        OperationSchema::known("ListAttachedRolePolicies", "POST", "/", 200)
            .offered(
                &schemas::LIST_ATTACHED_ROLE_POLICIES_REQUEST,
                &schemas::LIST_ATTACHED_ROLE_POLICIES_RESPONSE,
            )
            .wrapped("ListAttachedRolePoliciesResult");
    pub static LIST_ATTACHED_USER_POLICIES: OperationSchema =
        OperationSchema::known("ListAttachedUserPolicies", "POST", "/", 200)
            .offered(
                &schemas::LIST_ATTACHED_USER_POLICIES_REQUEST,
                &schemas::LIST_ATTACHED_USER_POLICIES_RESPONSE,
            )
            .wrapped("ListAttachedUserPoliciesResult");
    pub static LIST_DELEGATION_REQUESTS: OperationSchema =
        OperationSchema::known("ListDelegationRequests", "POST", "/", 200);
    pub static LIST_ENTITIES_FOR_POLICY: OperationSchema =
        OperationSchema::known("ListEntitiesForPolicy", "POST", "/", 200)
            .offered(&schemas::LIST_ENTITIES_FOR_POLICY_REQUEST, &schemas::LIST_ENTITIES_FOR_POLICY_RESPONSE)
            .wrapped("ListEntitiesForPolicyResult");
    pub static LIST_GROUP_POLICIES: OperationSchema =
        OperationSchema::known("ListGroupPolicies", "POST", "/", 200);
    pub static LIST_GROUPS: OperationSchema = OperationSchema::known("ListGroups", "POST", "/", 200);
    pub static LIST_GROUPS_FOR_USER: OperationSchema =
        OperationSchema::known("ListGroupsForUser", "POST", "/", 200);
    pub static LIST_INSTANCE_PROFILE_TAGS: OperationSchema =
        OperationSchema::known("ListInstanceProfileTags", "POST", "/", 200);
    pub static LIST_INSTANCE_PROFILES: OperationSchema =
        OperationSchema::known("ListInstanceProfiles", "POST", "/", 200);
    pub static LIST_INSTANCE_PROFILES_FOR_ROLE: OperationSchema =
        OperationSchema::known("ListInstanceProfilesForRole", "POST", "/", 200).offered(
            &schemas::LIST_INSTANCE_PROFILES_FOR_ROLE_REQUEST,
            &schemas::LIST_INSTANCE_PROFILES_FOR_ROLE_RESPONSE,
        );
    pub static LIST_MFA_DEVICE_TAGS: OperationSchema =
        OperationSchema::known("ListMFADeviceTags", "POST", "/", 200);
    pub static LIST_MFA_DEVICES: OperationSchema = OperationSchema::known("ListMFADevices", "POST", "/", 200);
    pub static LIST_OPEN_ID_CONNECT_PROVIDER_TAGS: OperationSchema =
        OperationSchema::known("ListOpenIDConnectProviderTags", "POST", "/", 200);
    pub static LIST_OPEN_ID_CONNECT_PROVIDERS: OperationSchema =
        OperationSchema::known("ListOpenIDConnectProviders", "POST", "/", 200);
    pub static LIST_ORGANIZATIONS_FEATURES: OperationSchema =
        OperationSchema::known("ListOrganizationsFeatures", "POST", "/", 200);
    pub static LIST_POLICIES: OperationSchema = OperationSchema::known("ListPolicies", "POST", "/", 200)
        .offered(&schemas::LIST_POLICIES_REQUEST, &schemas::LIST_POLICIES_RESPONSE)
        .wrapped("ListPoliciesResult");
    pub static LIST_POLICIES_GRANTING_SERVICE_ACCESS: OperationSchema =
        OperationSchema::known("ListPoliciesGrantingServiceAccess", "POST", "/", 200);
    pub static LIST_POLICY_TAGS: OperationSchema = OperationSchema::known("ListPolicyTags", "POST", "/", 200)
        .offered(&schemas::LIST_POLICY_TAGS_REQUEST, &schemas::LIST_POLICY_TAGS_RESPONSE)
        .wrapped("ListPolicyTagsResult");
    pub static LIST_POLICY_VERSIONS: OperationSchema =
        OperationSchema::known("ListPolicyVersions", "POST", "/", 200)
            .offered(&schemas::LIST_POLICY_VERSIONS_REQUEST, &schemas::LIST_POLICY_VERSIONS_RESPONSE)
            .wrapped("ListPolicyVersionsResult");
    pub static LIST_ROLE_POLICIES: OperationSchema =
        OperationSchema::known("ListRolePolicies", "POST", "/", 200)
            .offered(&schemas::LIST_ROLE_POLICIES_REQUEST, &schemas::LIST_ROLE_POLICIES_RESPONSE)
            .wrapped("ListRolePoliciesResult");
    pub static LIST_ROLE_TAGS: OperationSchema = OperationSchema::known("ListRoleTags", "POST", "/", 200)
        .offered(&schemas::LIST_ROLE_TAGS_REQUEST, &schemas::LIST_ROLE_TAGS_RESPONSE)
        .wrapped("ListRoleTagsResult");
    pub static LIST_ROLES: OperationSchema = OperationSchema::known("ListRoles", "POST", "/", 200)
        .offered(&schemas::LIST_ROLES_REQUEST, &schemas::LIST_ROLES_RESPONSE)
        .wrapped("ListRolesResult");
    pub static LIST_SAML_PROVIDER_TAGS: OperationSchema =
        OperationSchema::known("ListSAMLProviderTags", "POST", "/", 200);
    pub static LIST_SAML_PROVIDERS: OperationSchema =
        OperationSchema::known("ListSAMLProviders", "POST", "/", 200);
    pub static LIST_SSH_PUBLIC_KEYS: OperationSchema =
        OperationSchema::known("ListSSHPublicKeys", "POST", "/", 200);
    pub static LIST_SERVER_CERTIFICATE_TAGS: OperationSchema =
        OperationSchema::known("ListServerCertificateTags", "POST", "/", 200);
    pub static LIST_SERVER_CERTIFICATES: OperationSchema =
        OperationSchema::known("ListServerCertificates", "POST", "/", 200);
    pub static LIST_SERVICE_SPECIFIC_CREDENTIALS: OperationSchema =
        OperationSchema::known("ListServiceSpecificCredentials", "POST", "/", 200);
    pub static LIST_SIGNING_CERTIFICATES: OperationSchema =
        OperationSchema::known("ListSigningCertificates", "POST", "/", 200);
    pub static LIST_USER_POLICIES: OperationSchema =
        OperationSchema::known("ListUserPolicies", "POST", "/", 200)
            .offered(&schemas::LIST_USER_POLICIES_REQUEST, &schemas::LIST_USER_POLICIES_RESPONSE)
            .wrapped("ListUserPoliciesResult");
    pub static LIST_USER_TAGS: OperationSchema = OperationSchema::known("ListUserTags", "POST", "/", 200);
    pub static LIST_USERS: OperationSchema = OperationSchema::known("ListUsers", "POST", "/", 200)
        .offered(&schemas::LIST_USERS_REQUEST, &schemas::LIST_USERS_RESPONSE)
        .wrapped("ListUsersResult");
    pub static LIST_VIRTUAL_MFA_DEVICES: OperationSchema =
        OperationSchema::known("ListVirtualMFADevices", "POST", "/", 200);
    pub static PUT_ACCOUNT_PROPERTIES: OperationSchema =
        OperationSchema::known("PutAccountProperties", "POST", "/", 200);
    pub static PUT_GROUP_POLICY: OperationSchema = OperationSchema::known("PutGroupPolicy", "POST", "/", 200);
    pub static PUT_ROLE_PERMISSIONS_BOUNDARY: OperationSchema =
        OperationSchema::known("PutRolePermissionsBoundary", "POST", "/", 200)
            .offered(&schemas::PUT_ROLE_PERMISSIONS_BOUNDARY_REQUEST, &shape::UNIT);
    pub static PUT_ROLE_POLICY: OperationSchema = OperationSchema::known("PutRolePolicy", "POST", "/", 200)
        .offered(&schemas::PUT_ROLE_POLICY_REQUEST, &shape::UNIT);
    pub static PUT_USER_PERMISSIONS_BOUNDARY: OperationSchema =
        OperationSchema::known("PutUserPermissionsBoundary", "POST", "/", 200);
    pub static PUT_USER_POLICY: OperationSchema = OperationSchema::known("PutUserPolicy", "POST", "/", 200)
        .offered(&schemas::PUT_USER_POLICY_REQUEST, &shape::UNIT);
    pub static REJECT_DELEGATION_REQUEST: OperationSchema =
        OperationSchema::known("RejectDelegationRequest", "POST", "/", 200);
    pub static REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER: OperationSchema =
        OperationSchema::known("RemoveClientIDFromOpenIDConnectProvider", "POST", "/", 200);
    pub static REMOVE_ROLE_FROM_INSTANCE_PROFILE: OperationSchema =
        OperationSchema::known("RemoveRoleFromInstanceProfile", "POST", "/", 200);
    pub static REMOVE_USER_FROM_GROUP: OperationSchema =
        OperationSchema::known("RemoveUserFromGroup", "POST", "/", 200);
    pub static RESET_SERVICE_SPECIFIC_CREDENTIAL: OperationSchema =
        OperationSchema::known("ResetServiceSpecificCredential", "POST", "/", 200);
    pub static RESYNC_MFA_DEVICE: OperationSchema =
        OperationSchema::known("ResyncMFADevice", "POST", "/", 200);
    pub static SEND_DELEGATION_TOKEN: OperationSchema =
        OperationSchema::known("SendDelegationToken", "POST", "/", 200);
    pub static SET_DEFAULT_POLICY_VERSION: OperationSchema =
        OperationSchema::known("SetDefaultPolicyVersion", "POST", "/", 200)
            .offered(&schemas::SET_DEFAULT_POLICY_VERSION_REQUEST, &shape::UNIT);
    pub static SET_SECURITY_TOKEN_SERVICE_PREFERENCES: OperationSchema =
        OperationSchema::known("SetSecurityTokenServicePreferences", "POST", "/", 200);
    pub static SIMULATE_CUSTOM_POLICY: OperationSchema =
        OperationSchema::known("SimulateCustomPolicy", "POST", "/", 200);
    pub static SIMULATE_PRINCIPAL_POLICY: OperationSchema =
        OperationSchema::known("SimulatePrincipalPolicy", "POST", "/", 200);
    pub static TAG_INSTANCE_PROFILE: OperationSchema =
        OperationSchema::known("TagInstanceProfile", "POST", "/", 200);
    pub static TAG_MFA_DEVICE: OperationSchema = OperationSchema::known("TagMFADevice", "POST", "/", 200);
    pub static TAG_OPEN_ID_CONNECT_PROVIDER: OperationSchema =
        OperationSchema::known("TagOpenIDConnectProvider", "POST", "/", 200);
    pub static TAG_POLICY: OperationSchema = OperationSchema::known("TagPolicy", "POST", "/", 200)
        .offered(&schemas::TAG_POLICY_REQUEST, &shape::UNIT);
    pub static TAG_ROLE: OperationSchema =
        OperationSchema::known("TagRole", "POST", "/", 200).offered(&schemas::TAG_ROLE_REQUEST, &shape::UNIT);
    pub static TAG_SAML_PROVIDER: OperationSchema =
        OperationSchema::known("TagSAMLProvider", "POST", "/", 200);
    pub static TAG_SERVER_CERTIFICATE: OperationSchema =
        OperationSchema::known("TagServerCertificate", "POST", "/", 200);
    pub static TAG_USER: OperationSchema = OperationSchema::known("TagUser", "POST", "/", 200);
    pub static UNTAG_INSTANCE_PROFILE: OperationSchema =
        OperationSchema::known("UntagInstanceProfile", "POST", "/", 200);
    pub static UNTAG_MFA_DEVICE: OperationSchema = OperationSchema::known("UntagMFADevice", "POST", "/", 200);
    pub static UNTAG_OPEN_ID_CONNECT_PROVIDER: OperationSchema =
        OperationSchema::known("UntagOpenIDConnectProvider", "POST", "/", 200);
    pub static UNTAG_POLICY: OperationSchema = OperationSchema::known("UntagPolicy", "POST", "/", 200)
        .offered(&schemas::UNTAG_POLICY_REQUEST, &shape::UNIT);
    pub static UNTAG_ROLE: OperationSchema = OperationSchema::known("UntagRole", "POST", "/", 200)
        .offered(&schemas::UNTAG_ROLE_REQUEST, &shape::UNIT);
    pub static UNTAG_SAML_PROVIDER: OperationSchema =
        OperationSchema::known("UntagSAMLProvider", "POST", "/", 200);
    pub static UNTAG_SERVER_CERTIFICATE: OperationSchema =
        OperationSchema::known("UntagServerCertificate", "POST", "/", 200);
    pub static UNTAG_USER: OperationSchema = OperationSchema::known("UntagUser", "POST", "/", 200);
    pub static UPDATE_ACCESS_KEY: OperationSchema =
        OperationSchema::known("UpdateAccessKey", "POST", "/", 200)
            .offered(&schemas::UPDATE_ACCESS_KEY_REQUEST, &shape::UNIT);
    pub static UPDATE_ACCOUNT_PASSWORD_POLICY: OperationSchema =
        OperationSchema::known("UpdateAccountPasswordPolicy", "POST", "/", 200);
    pub static UPDATE_ASSUME_ROLE_POLICY: OperationSchema =
        OperationSchema::known("UpdateAssumeRolePolicy", "POST", "/", 200)
            .offered(&schemas::UPDATE_ASSUME_ROLE_POLICY_REQUEST, &shape::UNIT);
    pub static UPDATE_DELEGATION_REQUEST: OperationSchema =
        OperationSchema::known("UpdateDelegationRequest", "POST", "/", 200);
    pub static UPDATE_GROUP: OperationSchema = OperationSchema::known("UpdateGroup", "POST", "/", 200);
    pub static UPDATE_LOGIN_PROFILE: OperationSchema =
        OperationSchema::known("UpdateLoginProfile", "POST", "/", 200);
    pub static UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT: OperationSchema =
        OperationSchema::known("UpdateOpenIDConnectProviderThumbprint", "POST", "/", 200);
    pub static UPDATE_ROLE: OperationSchema = OperationSchema::known("UpdateRole", "POST", "/", 200)
        .offered(&schemas::UPDATE_ROLE_REQUEST, &schemas::UPDATE_ROLE_RESPONSE)
        .wrapped("UpdateRoleResult");
    pub static UPDATE_ROLE_DESCRIPTION: OperationSchema =
        OperationSchema::known("UpdateRoleDescription", "POST", "/", 200)
            .offered(&schemas::UPDATE_ROLE_DESCRIPTION_REQUEST, &schemas::UPDATE_ROLE_DESCRIPTION_RESPONSE)
            .wrapped("UpdateRoleDescriptionResult");
    pub static UPDATE_SAML_PROVIDER: OperationSchema =
        OperationSchema::known("UpdateSAMLProvider", "POST", "/", 200);
    pub static UPDATE_SSH_PUBLIC_KEY: OperationSchema =
        OperationSchema::known("UpdateSSHPublicKey", "POST", "/", 200);
    pub static UPDATE_SERVER_CERTIFICATE: OperationSchema =
        OperationSchema::known("UpdateServerCertificate", "POST", "/", 200);
    pub static UPDATE_SERVICE_SPECIFIC_CREDENTIAL: OperationSchema =
        OperationSchema::known("UpdateServiceSpecificCredential", "POST", "/", 200);
    pub static UPDATE_SIGNING_CERTIFICATE: OperationSchema =
        OperationSchema::known("UpdateSigningCertificate", "POST", "/", 200);
    pub static UPDATE_USER: OperationSchema = OperationSchema::known("UpdateUser", "POST", "/", 200);
    pub static UPLOAD_SSH_PUBLIC_KEY: OperationSchema =
        OperationSchema::known("UploadSSHPublicKey", "POST", "/", 200);
    pub static UPLOAD_SERVER_CERTIFICATE: OperationSchema =
        OperationSchema::known("UploadServerCertificate", "POST", "/", 200);
    pub static UPLOAD_SIGNING_CERTIFICATE: OperationSchema =
        OperationSchema::known("UploadSigningCertificate", "POST", "/", 200);
}
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccessKey {
    pub user_name: String,
    pub access_key_id: String,
    pub status: StatusType,
    pub secret_access_key: String,
    #[serde(with = "shape::timestamp::option", default)]
    pub create_date: Option<shape::Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccessKeyMetadata {
    pub user_name: Option<String>,
    pub access_key_id: Option<String>,
    pub status: Option<StatusType>,
    #[serde(with = "shape::timestamp::option", default)]
    pub create_date: Option<shape::Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AttachRolePolicyInput {
    pub role_name: String,
    pub policy_arn: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AttachUserPolicyInput {
    pub user_name: String,
    pub policy_arn: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AttachedPermissionsBoundary {
    pub permissions_boundary_type: Option<PermissionsBoundaryAttachmentType>,
    pub permissions_boundary_arn: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AttachedPolicy {
    pub policy_name: Option<String>,
    pub policy_arn: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateAccessKeyInput {
    pub user_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateAccessKeyOutput {
    pub access_key: AccessKey,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreatePolicyInput {
    pub policy_name: String,
    pub path: Option<String>,
    pub policy_document: String,
    pub description: Option<String>,
    pub tags: Option<Vec<Tag>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreatePolicyOutput {
    pub policy: Option<Policy>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreatePolicyVersionInput {
    pub policy_arn: String,
    pub policy_document: String,
    pub set_as_default: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreatePolicyVersionOutput {
    pub policy_version: Option<PolicyVersion>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateRoleInput {
    pub path: Option<String>,
    pub role_name: String,
    pub assume_role_policy_document: String,
    pub description: Option<String>,
    pub max_session_duration: Option<i32>,
    pub permissions_boundary: Option<String>,
    pub tags: Option<Vec<Tag>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateRoleOutput {
    pub role: Role,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateUserInput {
    pub path: Option<String>,
    pub user_name: String,
    pub permissions_boundary: Option<String>,
    pub tags: Option<Vec<Tag>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateUserOutput {
    pub user: Option<User>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteAccessKeyInput {
    pub user_name: Option<String>,
    pub access_key_id: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeletePolicyInput {
    pub policy_arn: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeletePolicyVersionInput {
    pub policy_arn: String,
    pub version_id: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteRolePermissionsBoundaryInput {
    pub role_name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteRolePolicyInput {
    pub role_name: String,
    pub policy_name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteRoleInput {
    pub role_name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteUserPolicyInput {
    pub user_name: String,
    pub policy_name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteUserInput {
    pub user_name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DetachRolePolicyInput {
    pub role_name: String,
    pub policy_arn: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DetachUserPolicyInput {
    pub user_name: String,
    pub policy_arn: String,
}

shape::string_enum! {
    pub enum EntityType {
        User = "User",
        Role = "Role",
        Group = "Group",
        LocalManagedPolicy = "LocalManagedPolicy",
        AWSManagedPolicy = "AWSManagedPolicy",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetPolicyInput {
    pub policy_arn: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetPolicyOutput {
    pub policy: Option<Policy>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetPolicyVersionInput {
    pub policy_arn: String,
    pub version_id: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetPolicyVersionOutput {
    pub policy_version: Option<PolicyVersion>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetRolePolicyInput {
    pub role_name: String,
    pub policy_name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetRolePolicyOutput {
    pub role_name: String,
    pub policy_name: String,
    pub policy_document: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetRoleInput {
    pub role_name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetRoleOutput {
    pub role: Role,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetUserPolicyInput {
    pub user_name: String,
    pub policy_name: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetUserPolicyOutput {
    pub user_name: String,
    pub policy_name: String,
    pub policy_document: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetUserInput {
    pub user_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetUserOutput {
    pub user: User,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct InstanceProfile {
    pub path: String,
    pub instance_profile_name: String,
    pub instance_profile_id: String,
    pub arn: String,
    #[serde(with = "shape::timestamp")]
    pub create_date: shape::Timestamp,
    pub roles: Vec<Role>,
    pub tags: Option<Vec<Tag>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListAccessKeysInput {
    pub user_name: Option<String>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListAccessKeysOutput {
    pub access_key_metadata: Vec<AccessKeyMetadata>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListAttachedRolePoliciesInput {
    pub role_name: String,
    pub path_prefix: Option<String>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListAttachedRolePoliciesOutput {
    pub attached_policies: Option<Vec<AttachedPolicy>>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListAttachedUserPoliciesInput {
    pub user_name: String,
    pub path_prefix: Option<String>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListAttachedUserPoliciesOutput {
    pub attached_policies: Option<Vec<AttachedPolicy>>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListEntitiesForPolicyInput {
    pub policy_arn: String,
    pub entity_filter: Option<EntityType>,
    pub path_prefix: Option<String>,
    pub policy_usage_filter: Option<PolicyUsageType>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListEntitiesForPolicyOutput {
    pub policy_groups: Option<Vec<PolicyGroup>>,
    pub policy_users: Option<Vec<PolicyUser>>,
    pub policy_roles: Option<Vec<PolicyRole>>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListInstanceProfilesForRoleInput {
    pub role_name: String,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListInstanceProfilesForRoleOutput {
    pub instance_profiles: Vec<InstanceProfile>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListPoliciesInput {
    pub scope: Option<PolicyScopeType>,
    pub only_attached: Option<bool>,
    pub path_prefix: Option<String>,
    pub policy_usage_filter: Option<PolicyUsageType>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListPoliciesOutput {
    pub policies: Option<Vec<Policy>>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListPolicyTagsInput {
    pub policy_arn: String,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListPolicyTagsOutput {
    pub tags: Vec<Tag>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListPolicyVersionsInput {
    pub policy_arn: String,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListPolicyVersionsOutput {
    pub versions: Option<Vec<PolicyVersion>>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListRolePoliciesInput {
    pub role_name: String,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListRolePoliciesOutput {
    pub policy_names: Vec<String>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListRoleTagsInput {
    pub role_name: String,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListRoleTagsOutput {
    pub tags: Vec<Tag>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListRolesInput {
    pub path_prefix: Option<String>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListRolesOutput {
    pub roles: Vec<Role>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListUserPoliciesInput {
    pub user_name: String,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListUserPoliciesOutput {
    pub policy_names: Vec<String>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListUsersInput {
    pub path_prefix: Option<String>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListUsersOutput {
    pub users: Vec<User>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

shape::string_enum! {
    pub enum PermissionsBoundaryAttachmentType {
        PermissionsBoundaryPolicy = "PermissionsBoundaryPolicy",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Policy {
    pub policy_name: Option<String>,
    pub policy_id: Option<String>,
    pub arn: Option<String>,
    pub path: Option<String>,
    pub default_version_id: Option<String>,
    pub attachment_count: Option<i32>,
    pub permissions_boundary_usage_count: Option<i32>,
    pub is_attachable: Option<bool>,
    pub description: Option<String>,
    #[serde(with = "shape::timestamp::option", default)]
    pub create_date: Option<shape::Timestamp>,
    #[serde(with = "shape::timestamp::option", default)]
    pub update_date: Option<shape::Timestamp>,
    pub tags: Option<Vec<Tag>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PolicyGroup {
    pub group_name: Option<String>,
    pub group_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PolicyRole {
    pub role_name: Option<String>,
    pub role_id: Option<String>,
}

shape::string_enum! {
    pub enum PolicyUsageType {
        PermissionsPolicy = "PermissionsPolicy",
        PermissionsBoundary = "PermissionsBoundary",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PolicyUser {
    pub user_name: Option<String>,
    pub user_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PolicyVersion {
    pub document: Option<String>,
    pub version_id: Option<String>,
    pub is_default_version: Option<bool>,
    #[serde(with = "shape::timestamp::option", default)]
    pub create_date: Option<shape::Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PutRolePermissionsBoundaryInput {
    pub role_name: String,
    pub permissions_boundary: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PutRolePolicyInput {
    pub role_name: String,
    pub policy_name: String,
    pub policy_document: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PutUserPolicyInput {
    pub user_name: String,
    pub policy_name: String,
    pub policy_document: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Role {
    pub path: String,
    pub role_name: String,
    pub role_id: String,
    pub arn: String,
    #[serde(with = "shape::timestamp")]
    pub create_date: shape::Timestamp,
    pub assume_role_policy_document: Option<String>,
    pub description: Option<String>,
    pub max_session_duration: Option<i32>,
    pub permissions_boundary: Option<AttachedPermissionsBoundary>,
    pub tags: Option<Vec<Tag>>,
    pub role_last_used: Option<RoleLastUsed>,
    pub source_role_template: Option<SourceRoleTemplate>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RoleLastUsed {
    #[serde(with = "shape::timestamp::option", default)]
    pub last_used_date: Option<shape::Timestamp>,
    pub region: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SetDefaultPolicyVersionInput {
    pub policy_arn: String,
    pub version_id: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SourceRoleTemplate {
    pub template_arn: String,
    pub template_minor_version: i32,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tag {
    pub key: String,
    pub value: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagPolicyInput {
    pub policy_arn: String,
    pub tags: Vec<Tag>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagRoleInput {
    pub role_name: String,
    pub tags: Vec<Tag>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UntagPolicyInput {
    pub policy_arn: String,
    pub tag_keys: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UntagRoleInput {
    pub role_name: String,
    pub tag_keys: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateAccessKeyInput {
    pub user_name: Option<String>,
    pub access_key_id: String,
    pub status: StatusType,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateAssumeRolePolicyInput {
    pub role_name: String,
    pub policy_document: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateRoleDescriptionInput {
    pub role_name: String,
    pub description: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateRoleDescriptionOutput {
    pub role: Option<Role>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateRoleInput {
    pub role_name: String,
    pub description: Option<String>,
    pub max_session_duration: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct UpdateRoleOutput {}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct User {
    pub path: String,
    pub user_name: String,
    pub user_id: String,
    pub arn: String,
    #[serde(with = "shape::timestamp")]
    pub create_date: shape::Timestamp,
    #[serde(with = "shape::timestamp::option", default)]
    pub password_last_used: Option<shape::Timestamp>,
    pub permissions_boundary: Option<AttachedPermissionsBoundary>,
    pub tags: Option<Vec<Tag>>,
}

shape::string_enum! {
    pub enum PolicyScopeType {
        All = "All",
        Aws = "AWS",
        Local = "Local",
    }
}

shape::string_enum! {
    pub enum StatusType {
        Active = "Active",
        Inactive = "Inactive",
        Expired = "Expired",
    }
}

/// Errors that the model has.
pub mod errors {
    use shape::{ErrorShape, Fault};
    pub static CONCURRENT_MODIFICATION_EXCEPTION: ErrorShape =
        ErrorShape::new("ConcurrentModification", 409, Fault::Client, "message", false);
    pub static DELETE_CONFLICT_EXCEPTION: ErrorShape =
        ErrorShape::new("DeleteConflict", 409, Fault::Client, "message", false);
    pub static ENTITY_ALREADY_EXISTS_EXCEPTION: ErrorShape =
        ErrorShape::new("EntityAlreadyExists", 409, Fault::Client, "message", false);
    pub static INVALID_INPUT_EXCEPTION: ErrorShape =
        ErrorShape::new("InvalidInput", 400, Fault::Client, "message", false);
    pub static LIMIT_EXCEEDED_EXCEPTION: ErrorShape =
        ErrorShape::new("LimitExceeded", 409, Fault::Client, "message", false);
    pub static MALFORMED_POLICY_DOCUMENT_EXCEPTION: ErrorShape =
        ErrorShape::new("MalformedPolicyDocument", 400, Fault::Client, "message", false);
    pub static NO_SUCH_ENTITY_EXCEPTION: ErrorShape =
        ErrorShape::new("NoSuchEntity", 404, Fault::Client, "message", false);
    pub static POLICY_NOT_ATTACHABLE_EXCEPTION: ErrorShape =
        ErrorShape::new("PolicyNotAttachable", 400, Fault::Client, "message", false);
    pub static SERVICE_FAILURE_EXCEPTION: ErrorShape =
        ErrorShape::new("ServiceFailure", 500, Fault::Client, "message", false);
    pub static UNMODIFIABLE_ENTITY_EXCEPTION: ErrorShape =
        ErrorShape::new("UnmodifiableEntity", 400, Fault::Client, "message", false);
}

/// Shapes and constraints.
mod schemas {
    use shape::{Kind, Member, Pattern, Schema, StringKind};
    pub static ACCESS_KEY: Schema = Schema {
        name: "AccessKey",
        kind: Kind::Structure {
            members: &[
                Member::body("UserName", &USER_NAME_TYPE).required(),
                Member::body("AccessKeyId", &ACCESS_KEY_ID_TYPE).required(),
                Member::body("Status", &STATUS_TYPE).required(),
                Member::body("SecretAccessKey", &ACCESS_KEY_SECRET_TYPE).required(),
                Member::body("CreateDate", &DATE_TYPE),
            ],
        },
    };
    pub static ACCESS_KEY_METADATA: Schema = Schema {
        name: "AccessKeyMetadata",
        kind: Kind::Structure {
            members: &[
                Member::body("UserName", &USER_NAME_TYPE),
                Member::body("AccessKeyId", &ACCESS_KEY_ID_TYPE),
                Member::body("Status", &STATUS_TYPE),
                Member::body("CreateDate", &DATE_TYPE),
            ],
        },
    };
    pub static ATTACH_ROLE_POLICY_REQUEST: Schema = Schema {
        name: "AttachRolePolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("PolicyArn", &ARN_TYPE).required(),
            ],
        },
    };
    pub static ATTACH_USER_POLICY_REQUEST: Schema = Schema {
        name: "AttachUserPolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("UserName", &USER_NAME_TYPE).required(),
                Member::body("PolicyArn", &ARN_TYPE).required(),
            ],
        },
    };
    pub static ATTACHED_PERMISSIONS_BOUNDARY: Schema = Schema {
        name: "AttachedPermissionsBoundary",
        kind: Kind::Structure {
            members: &[
                Member::body("PermissionsBoundaryType", &PERMISSIONS_BOUNDARY_ATTACHMENT_TYPE),
                Member::body("PermissionsBoundaryArn", &ARN_TYPE),
            ],
        },
    };
    pub static ATTACHED_POLICY: Schema = Schema {
        name: "AttachedPolicy",
        kind: Kind::Structure {
            members: &[Member::body("PolicyName", &POLICY_NAME_TYPE), Member::body("PolicyArn", &ARN_TYPE)],
        },
    };
    pub static CREATE_ACCESS_KEY_REQUEST: Schema = Schema {
        name: "CreateAccessKeyRequest",
        kind: Kind::Structure { members: &[Member::body("UserName", &EXISTING_USER_NAME_TYPE)] },
    };
    pub static CREATE_ACCESS_KEY_RESPONSE: Schema = Schema {
        name: "CreateAccessKeyResponse",
        kind: Kind::Structure { members: &[Member::body("AccessKey", &ACCESS_KEY).required()] },
    };
    pub static CREATE_POLICY_REQUEST: Schema = Schema {
        name: "CreatePolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("PolicyName", &POLICY_NAME_TYPE).required(),
                Member::body("Path", &POLICY_PATH_TYPE),
                Member::body("PolicyDocument", &POLICY_DOCUMENT_TYPE).required(),
                Member::body("Description", &POLICY_DESCRIPTION_TYPE),
                Member::body("Tags", &TAG_LIST_TYPE),
            ],
        },
    };
    pub static CREATE_POLICY_RESPONSE: Schema = Schema {
        name: "CreatePolicyResponse",
        kind: Kind::Structure { members: &[Member::body("Policy", &POLICY)] },
    };
    pub static CREATE_POLICY_VERSION_REQUEST: Schema = Schema {
        name: "CreatePolicyVersionRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("PolicyArn", &ARN_TYPE).required(),
                Member::body("PolicyDocument", &POLICY_DOCUMENT_TYPE).required(),
                Member::body("SetAsDefault", &BOOLEAN_TYPE),
            ],
        },
    };
    pub static CREATE_POLICY_VERSION_RESPONSE: Schema = Schema {
        name: "CreatePolicyVersionResponse",
        kind: Kind::Structure { members: &[Member::body("PolicyVersion", &POLICY_VERSION)] },
    };
    pub static CREATE_ROLE_REQUEST: Schema = Schema {
        name: "CreateRoleRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("Path", &PATH_TYPE),
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("AssumeRolePolicyDocument", &POLICY_DOCUMENT_TYPE).required(),
                Member::body("Description", &ROLE_DESCRIPTION_TYPE),
                Member::body("MaxSessionDuration", &ROLE_MAX_SESSION_DURATION_TYPE),
                Member::body("PermissionsBoundary", &ARN_TYPE),
                Member::body("Tags", &TAG_LIST_TYPE),
            ],
        },
    };
    pub static CREATE_ROLE_RESPONSE: Schema = Schema {
        name: "CreateRoleResponse",
        kind: Kind::Structure { members: &[Member::body("Role", &ROLE).required()] },
    };
    pub static CREATE_USER_REQUEST: Schema = Schema {
        name: "CreateUserRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("Path", &PATH_TYPE),
                Member::body("UserName", &USER_NAME_TYPE).required(),
                Member::body("PermissionsBoundary", &ARN_TYPE),
                Member::body("Tags", &TAG_LIST_TYPE),
            ],
        },
    };
    pub static CREATE_USER_RESPONSE: Schema = Schema {
        name: "CreateUserResponse",
        kind: Kind::Structure { members: &[Member::body("User", &USER)] },
    };
    pub static DELETE_ACCESS_KEY_REQUEST: Schema = Schema {
        name: "DeleteAccessKeyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("UserName", &EXISTING_USER_NAME_TYPE),
                Member::body("AccessKeyId", &ACCESS_KEY_ID_TYPE).required(),
            ],
        },
    };
    pub static DELETE_POLICY_REQUEST: Schema = Schema {
        name: "DeletePolicyRequest",
        kind: Kind::Structure { members: &[Member::body("PolicyArn", &ARN_TYPE).required()] },
    };
    pub static DELETE_POLICY_VERSION_REQUEST: Schema = Schema {
        name: "DeletePolicyVersionRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("PolicyArn", &ARN_TYPE).required(),
                Member::body("VersionId", &POLICY_VERSION_ID_TYPE).required(),
            ],
        },
    };
    pub static DELETE_ROLE_PERMISSIONS_BOUNDARY_REQUEST: Schema = Schema {
        name: "DeleteRolePermissionsBoundaryRequest",
        kind: Kind::Structure { members: &[Member::body("RoleName", &ROLE_NAME_TYPE).required()] },
    };
    pub static DELETE_ROLE_POLICY_REQUEST: Schema = Schema {
        name: "DeleteRolePolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("PolicyName", &POLICY_NAME_TYPE).required(),
            ],
        },
    };
    pub static DELETE_ROLE_REQUEST: Schema = Schema {
        name: "DeleteRoleRequest",
        kind: Kind::Structure { members: &[Member::body("RoleName", &ROLE_NAME_TYPE).required()] },
    };
    pub static DELETE_USER_POLICY_REQUEST: Schema = Schema {
        name: "DeleteUserPolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("UserName", &EXISTING_USER_NAME_TYPE).required(),
                Member::body("PolicyName", &POLICY_NAME_TYPE).required(),
            ],
        },
    };
    pub static DELETE_USER_REQUEST: Schema = Schema {
        name: "DeleteUserRequest",
        kind: Kind::Structure { members: &[Member::body("UserName", &EXISTING_USER_NAME_TYPE).required()] },
    };
    pub static DETACH_ROLE_POLICY_REQUEST: Schema = Schema {
        name: "DetachRolePolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("PolicyArn", &ARN_TYPE).required(),
            ],
        },
    };
    pub static DETACH_USER_POLICY_REQUEST: Schema = Schema {
        name: "DetachUserPolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("UserName", &USER_NAME_TYPE).required(),
                Member::body("PolicyArn", &ARN_TYPE).required(),
            ],
        },
    };
    pub static ENTITY_TYPE: Schema = Schema {
        name: "EntityType",
        kind: Kind::String(StringKind::new(
            None,
            None,
            None,
            &["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"],
            false,
        )),
    };
    pub static GET_POLICY_REQUEST: Schema = Schema {
        name: "GetPolicyRequest",
        kind: Kind::Structure { members: &[Member::body("PolicyArn", &ARN_TYPE).required()] },
    };
    pub static GET_POLICY_RESPONSE: Schema = Schema {
        name: "GetPolicyResponse",
        kind: Kind::Structure { members: &[Member::body("Policy", &POLICY)] },
    };
    pub static GET_POLICY_VERSION_REQUEST: Schema = Schema {
        name: "GetPolicyVersionRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("PolicyArn", &ARN_TYPE).required(),
                Member::body("VersionId", &POLICY_VERSION_ID_TYPE).required(),
            ],
        },
    };
    pub static GET_POLICY_VERSION_RESPONSE: Schema = Schema {
        name: "GetPolicyVersionResponse",
        kind: Kind::Structure { members: &[Member::body("PolicyVersion", &POLICY_VERSION)] },
    };
    pub static GET_ROLE_POLICY_REQUEST: Schema = Schema {
        name: "GetRolePolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("PolicyName", &POLICY_NAME_TYPE).required(),
            ],
        },
    };
    pub static GET_ROLE_POLICY_RESPONSE: Schema = Schema {
        name: "GetRolePolicyResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("PolicyName", &POLICY_NAME_TYPE).required(),
                Member::body("PolicyDocument", &POLICY_DOCUMENT_TYPE).required(),
            ],
        },
    };
    pub static GET_ROLE_REQUEST: Schema = Schema {
        name: "GetRoleRequest",
        kind: Kind::Structure { members: &[Member::body("RoleName", &ROLE_NAME_TYPE).required()] },
    };
    pub static GET_ROLE_RESPONSE: Schema = Schema {
        name: "GetRoleResponse",
        kind: Kind::Structure { members: &[Member::body("Role", &ROLE).required()] },
    };
    pub static GET_USER_POLICY_REQUEST: Schema = Schema {
        name: "GetUserPolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("UserName", &EXISTING_USER_NAME_TYPE).required(),
                Member::body("PolicyName", &POLICY_NAME_TYPE).required(),
            ],
        },
    };
    pub static GET_USER_POLICY_RESPONSE: Schema = Schema {
        name: "GetUserPolicyResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("UserName", &EXISTING_USER_NAME_TYPE).required(),
                Member::body("PolicyName", &POLICY_NAME_TYPE).required(),
                Member::body("PolicyDocument", &POLICY_DOCUMENT_TYPE).required(),
            ],
        },
    };
    pub static GET_USER_REQUEST: Schema = Schema {
        name: "GetUserRequest",
        kind: Kind::Structure { members: &[Member::body("UserName", &EXISTING_USER_NAME_TYPE)] },
    };
    pub static GET_USER_RESPONSE: Schema = Schema {
        name: "GetUserResponse",
        kind: Kind::Structure { members: &[Member::body("User", &USER).required()] },
    };
    pub static INSTANCE_PROFILE: Schema = Schema {
        name: "InstanceProfile",
        kind: Kind::Structure {
            members: &[
                Member::body("Path", &PATH_TYPE).required(),
                Member::body("InstanceProfileName", &INSTANCE_PROFILE_NAME_TYPE).required(),
                Member::body("InstanceProfileId", &ID_TYPE).required(),
                Member::body("Arn", &ARN_TYPE).required(),
                Member::body("CreateDate", &DATE_TYPE).required(),
                Member::body("Roles", &ROLE_LIST_TYPE).required(),
                Member::body("Tags", &TAG_LIST_TYPE),
            ],
        },
    };
    pub static LIST_ACCESS_KEYS_REQUEST: Schema = Schema {
        name: "ListAccessKeysRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("UserName", &EXISTING_USER_NAME_TYPE),
                Member::body("Marker", &MARKER_TYPE),
                Member::body("MaxItems", &MAX_ITEMS_TYPE),
            ],
        },
    };
    pub static LIST_ACCESS_KEYS_RESPONSE: Schema = Schema {
        name: "ListAccessKeysResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("AccessKeyMetadata", &ACCESS_KEY_METADATA_LIST_TYPE).required(),
                Member::body("IsTruncated", &BOOLEAN_TYPE),
                Member::body("Marker", &RESPONSE_MARKER_TYPE),
            ],
        },
    };
    pub static LIST_ATTACHED_ROLE_POLICIES_REQUEST: Schema = Schema {
        name: "ListAttachedRolePoliciesRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("PathPrefix", &POLICY_PATH_TYPE),
                Member::body("Marker", &MARKER_TYPE),
                Member::body("MaxItems", &MAX_ITEMS_TYPE),
            ],
        },
    };
    pub static LIST_ATTACHED_ROLE_POLICIES_RESPONSE: Schema = Schema {
        name: "ListAttachedRolePoliciesResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("AttachedPolicies", &ATTACHED_POLICIES_LIST_TYPE),
                Member::body("IsTruncated", &BOOLEAN_TYPE),
                Member::body("Marker", &RESPONSE_MARKER_TYPE),
            ],
        },
    };
    pub static LIST_ATTACHED_USER_POLICIES_REQUEST: Schema = Schema {
        name: "ListAttachedUserPoliciesRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("UserName", &USER_NAME_TYPE).required(),
                Member::body("PathPrefix", &POLICY_PATH_TYPE),
                Member::body("Marker", &MARKER_TYPE),
                Member::body("MaxItems", &MAX_ITEMS_TYPE),
            ],
        },
    };
    pub static LIST_ATTACHED_USER_POLICIES_RESPONSE: Schema = Schema {
        name: "ListAttachedUserPoliciesResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("AttachedPolicies", &ATTACHED_POLICIES_LIST_TYPE),
                Member::body("IsTruncated", &BOOLEAN_TYPE),
                Member::body("Marker", &RESPONSE_MARKER_TYPE),
            ],
        },
    };
    pub static LIST_ENTITIES_FOR_POLICY_REQUEST: Schema = Schema {
        name: "ListEntitiesForPolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("PolicyArn", &ARN_TYPE).required(),
                Member::body("EntityFilter", &ENTITY_TYPE),
                Member::body("PathPrefix", &PATH_TYPE),
                Member::body("PolicyUsageFilter", &POLICY_USAGE_TYPE),
                Member::body("Marker", &MARKER_TYPE),
                Member::body("MaxItems", &MAX_ITEMS_TYPE),
            ],
        },
    };
    pub static LIST_ENTITIES_FOR_POLICY_RESPONSE: Schema = Schema {
        name: "ListEntitiesForPolicyResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("PolicyGroups", &POLICY_GROUP_LIST_TYPE),
                Member::body("PolicyUsers", &POLICY_USER_LIST_TYPE),
                Member::body("PolicyRoles", &POLICY_ROLE_LIST_TYPE),
                Member::body("IsTruncated", &BOOLEAN_TYPE),
                Member::body("Marker", &RESPONSE_MARKER_TYPE),
            ],
        },
    };
    pub static LIST_INSTANCE_PROFILES_FOR_ROLE_REQUEST: Schema = Schema {
        name: "ListInstanceProfilesForRoleRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("Marker", &MARKER_TYPE),
                Member::body("MaxItems", &MAX_ITEMS_TYPE),
            ],
        },
    };
    pub static LIST_INSTANCE_PROFILES_FOR_ROLE_RESPONSE: Schema = Schema {
        name: "ListInstanceProfilesForRoleResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("InstanceProfiles", &INSTANCE_PROFILE_LIST_TYPE).required(),
                Member::body("IsTruncated", &BOOLEAN_TYPE),
                Member::body("Marker", &RESPONSE_MARKER_TYPE),
            ],
        },
    };
    pub static LIST_POLICIES_REQUEST: Schema = Schema {
        name: "ListPoliciesRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("Scope", &POLICY_SCOPE_TYPE),
                Member::body("OnlyAttached", &BOOLEAN_TYPE),
                Member::body("PathPrefix", &POLICY_PATH_TYPE),
                Member::body("PolicyUsageFilter", &POLICY_USAGE_TYPE),
                Member::body("Marker", &MARKER_TYPE),
                Member::body("MaxItems", &MAX_ITEMS_TYPE),
            ],
        },
    };
    pub static LIST_POLICIES_RESPONSE: Schema = Schema {
        name: "ListPoliciesResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("Policies", &POLICY_LIST_TYPE),
                Member::body("IsTruncated", &BOOLEAN_TYPE),
                Member::body("Marker", &RESPONSE_MARKER_TYPE),
            ],
        },
    };
    pub static LIST_POLICY_TAGS_REQUEST: Schema = Schema {
        name: "ListPolicyTagsRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("PolicyArn", &ARN_TYPE).required(),
                Member::body("Marker", &MARKER_TYPE),
                Member::body("MaxItems", &MAX_ITEMS_TYPE),
            ],
        },
    };
    pub static LIST_POLICY_TAGS_RESPONSE: Schema = Schema {
        name: "ListPolicyTagsResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("Tags", &TAG_LIST_TYPE).required(),
                Member::body("IsTruncated", &BOOLEAN_TYPE),
                Member::body("Marker", &RESPONSE_MARKER_TYPE),
            ],
        },
    };
    pub static LIST_POLICY_VERSIONS_REQUEST: Schema = Schema {
        name: "ListPolicyVersionsRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("PolicyArn", &ARN_TYPE).required(),
                Member::body("Marker", &MARKER_TYPE),
                Member::body("MaxItems", &MAX_ITEMS_TYPE),
            ],
        },
    };
    pub static LIST_POLICY_VERSIONS_RESPONSE: Schema = Schema {
        name: "ListPolicyVersionsResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("Versions", &POLICY_DOCUMENT_VERSION_LIST_TYPE),
                Member::body("IsTruncated", &BOOLEAN_TYPE),
                Member::body("Marker", &RESPONSE_MARKER_TYPE),
            ],
        },
    };
    pub static LIST_ROLE_POLICIES_REQUEST: Schema = Schema {
        name: "ListRolePoliciesRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("Marker", &MARKER_TYPE),
                Member::body("MaxItems", &MAX_ITEMS_TYPE),
            ],
        },
    };
    pub static LIST_ROLE_POLICIES_RESPONSE: Schema = Schema {
        name: "ListRolePoliciesResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("PolicyNames", &POLICY_NAME_LIST_TYPE).required(),
                Member::body("IsTruncated", &BOOLEAN_TYPE),
                Member::body("Marker", &RESPONSE_MARKER_TYPE),
            ],
        },
    };
    pub static LIST_ROLE_TAGS_REQUEST: Schema = Schema {
        name: "ListRoleTagsRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("Marker", &MARKER_TYPE),
                Member::body("MaxItems", &MAX_ITEMS_TYPE),
            ],
        },
    };
    pub static LIST_ROLE_TAGS_RESPONSE: Schema = Schema {
        name: "ListRoleTagsResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("Tags", &TAG_LIST_TYPE).required(),
                Member::body("IsTruncated", &BOOLEAN_TYPE),
                Member::body("Marker", &RESPONSE_MARKER_TYPE),
            ],
        },
    };
    pub static LIST_ROLES_REQUEST: Schema = Schema {
        name: "ListRolesRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("PathPrefix", &PATH_PREFIX_TYPE),
                Member::body("Marker", &MARKER_TYPE),
                Member::body("MaxItems", &MAX_ITEMS_TYPE),
            ],
        },
    };
    pub static LIST_ROLES_RESPONSE: Schema = Schema {
        name: "ListRolesResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("Roles", &ROLE_LIST_TYPE).required(),
                Member::body("IsTruncated", &BOOLEAN_TYPE),
                Member::body("Marker", &RESPONSE_MARKER_TYPE),
            ],
        },
    };
    pub static LIST_USER_POLICIES_REQUEST: Schema = Schema {
        name: "ListUserPoliciesRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("UserName", &EXISTING_USER_NAME_TYPE).required(),
                Member::body("Marker", &MARKER_TYPE),
                Member::body("MaxItems", &MAX_ITEMS_TYPE),
            ],
        },
    };
    pub static LIST_USER_POLICIES_RESPONSE: Schema = Schema {
        name: "ListUserPoliciesResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("PolicyNames", &POLICY_NAME_LIST_TYPE).required(),
                Member::body("IsTruncated", &BOOLEAN_TYPE),
                Member::body("Marker", &RESPONSE_MARKER_TYPE),
            ],
        },
    };
    pub static LIST_USERS_REQUEST: Schema = Schema {
        name: "ListUsersRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("PathPrefix", &PATH_PREFIX_TYPE),
                Member::body("Marker", &MARKER_TYPE),
                Member::body("MaxItems", &MAX_ITEMS_TYPE),
            ],
        },
    };
    pub static LIST_USERS_RESPONSE: Schema = Schema {
        name: "ListUsersResponse",
        kind: Kind::Structure {
            members: &[
                Member::body("Users", &USER_LIST_TYPE).required(),
                Member::body("IsTruncated", &BOOLEAN_TYPE),
                Member::body("Marker", &RESPONSE_MARKER_TYPE),
            ],
        },
    };
    pub static PERMISSIONS_BOUNDARY_ATTACHMENT_TYPE: Schema = Schema {
        name: "PermissionsBoundaryAttachmentType",
        kind: Kind::String(StringKind::new(None, None, None, &["PermissionsBoundaryPolicy"], false)),
    };
    pub static POLICY: Schema = Schema {
        name: "Policy",
        kind: Kind::Structure {
            members: &[
                Member::body("PolicyName", &POLICY_NAME_TYPE),
                Member::body("PolicyId", &ID_TYPE),
                Member::body("Arn", &ARN_TYPE),
                Member::body("Path", &POLICY_PATH_TYPE),
                Member::body("DefaultVersionId", &POLICY_VERSION_ID_TYPE),
                Member::body("AttachmentCount", &ATTACHMENT_COUNT_TYPE),
                Member::body("PermissionsBoundaryUsageCount", &ATTACHMENT_COUNT_TYPE),
                Member::body("IsAttachable", &BOOLEAN_TYPE),
                Member::body("Description", &POLICY_DESCRIPTION_TYPE),
                Member::body("CreateDate", &DATE_TYPE),
                Member::body("UpdateDate", &DATE_TYPE),
                Member::body("Tags", &TAG_LIST_TYPE),
            ],
        },
    };
    pub static POLICY_GROUP: Schema = Schema {
        name: "PolicyGroup",
        kind: Kind::Structure {
            members: &[Member::body("GroupName", &GROUP_NAME_TYPE), Member::body("GroupId", &ID_TYPE)],
        },
    };
    pub static POLICY_GROUP_LIST_TYPE: Schema = Schema {
        name: "PolicyGroupListType",
        kind: Kind::List { member: &POLICY_GROUP, wire_name: None, flattened: false, min: None, max: None },
    };
    pub static POLICY_ROLE: Schema = Schema {
        name: "PolicyRole",
        kind: Kind::Structure {
            members: &[Member::body("RoleName", &ROLE_NAME_TYPE), Member::body("RoleId", &ID_TYPE)],
        },
    };
    pub static POLICY_ROLE_LIST_TYPE: Schema = Schema {
        name: "PolicyRoleListType",
        kind: Kind::List { member: &POLICY_ROLE, wire_name: None, flattened: false, min: None, max: None },
    };
    pub static POLICY_USAGE_TYPE: Schema = Schema {
        name: "PolicyUsageType",
        kind: Kind::String(StringKind::new(
            None,
            None,
            None,
            &["PermissionsPolicy", "PermissionsBoundary"],
            false,
        )),
    };
    pub static POLICY_USER: Schema = Schema {
        name: "PolicyUser",
        kind: Kind::Structure {
            members: &[Member::body("UserName", &USER_NAME_TYPE), Member::body("UserId", &ID_TYPE)],
        },
    };
    pub static POLICY_USER_LIST_TYPE: Schema = Schema {
        name: "PolicyUserListType",
        kind: Kind::List { member: &POLICY_USER, wire_name: None, flattened: false, min: None, max: None },
    };
    pub static POLICY_VERSION: Schema = Schema {
        name: "PolicyVersion",
        kind: Kind::Structure {
            members: &[
                Member::body("Document", &POLICY_DOCUMENT_TYPE),
                Member::body("VersionId", &POLICY_VERSION_ID_TYPE),
                Member::body("IsDefaultVersion", &BOOLEAN_TYPE),
                Member::body("CreateDate", &DATE_TYPE),
            ],
        },
    };
    pub static PUT_ROLE_PERMISSIONS_BOUNDARY_REQUEST: Schema = Schema {
        name: "PutRolePermissionsBoundaryRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("PermissionsBoundary", &ARN_TYPE).required(),
            ],
        },
    };
    pub static PUT_ROLE_POLICY_REQUEST: Schema = Schema {
        name: "PutRolePolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("PolicyName", &POLICY_NAME_TYPE).required(),
                Member::body("PolicyDocument", &POLICY_DOCUMENT_TYPE).required(),
            ],
        },
    };
    pub static PUT_USER_POLICY_REQUEST: Schema = Schema {
        name: "PutUserPolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("UserName", &EXISTING_USER_NAME_TYPE).required(),
                Member::body("PolicyName", &POLICY_NAME_TYPE).required(),
                Member::body("PolicyDocument", &POLICY_DOCUMENT_TYPE).required(),
            ],
        },
    };
    pub static ROLE: Schema = Schema {
        name: "Role",
        kind: Kind::Structure {
            members: &[
                Member::body("Path", &PATH_TYPE).required(),
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("RoleId", &ID_TYPE).required(),
                Member::body("Arn", &ARN_TYPE).required(),
                Member::body("CreateDate", &DATE_TYPE).required(),
                Member::body("AssumeRolePolicyDocument", &POLICY_DOCUMENT_TYPE),
                Member::body("Description", &ROLE_DESCRIPTION_TYPE),
                Member::body("MaxSessionDuration", &ROLE_MAX_SESSION_DURATION_TYPE),
                Member::body("PermissionsBoundary", &ATTACHED_PERMISSIONS_BOUNDARY),
                Member::body("Tags", &TAG_LIST_TYPE),
                Member::body("RoleLastUsed", &ROLE_LAST_USED),
                Member::body("SourceRoleTemplate", &SOURCE_ROLE_TEMPLATE),
            ],
        },
    };
    pub static ROLE_LAST_USED: Schema = Schema {
        name: "RoleLastUsed",
        kind: Kind::Structure {
            members: &[Member::body("LastUsedDate", &DATE_TYPE), Member::body("Region", &STRING_TYPE)],
        },
    };
    pub static SET_DEFAULT_POLICY_VERSION_REQUEST: Schema = Schema {
        name: "SetDefaultPolicyVersionRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("PolicyArn", &ARN_TYPE).required(),
                Member::body("VersionId", &POLICY_VERSION_ID_TYPE).required(),
            ],
        },
    };
    pub static SOURCE_ROLE_TEMPLATE: Schema = Schema {
        name: "SourceRoleTemplate",
        kind: Kind::Structure {
            members: &[
                Member::body("TemplateArn", &ARN_TYPE).required(),
                Member::body("TemplateMinorVersion", &INTEGER_TYPE).required(),
            ],
        },
    };
    pub static TAG: Schema = Schema {
        name: "Tag",
        kind: Kind::Structure {
            members: &[
                Member::body("Key", &TAG_KEY_TYPE).required(),
                Member::body("Value", &TAG_VALUE_TYPE).required(),
            ],
        },
    };
    pub static TAG_POLICY_REQUEST: Schema = Schema {
        name: "TagPolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("PolicyArn", &ARN_TYPE).required(),
                Member::body("Tags", &TAG_LIST_TYPE).required(),
            ],
        },
    };
    pub static TAG_ROLE_REQUEST: Schema = Schema {
        name: "TagRoleRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("Tags", &TAG_LIST_TYPE).required(),
            ],
        },
    };
    pub static UNTAG_POLICY_REQUEST: Schema = Schema {
        name: "UntagPolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("PolicyArn", &ARN_TYPE).required(),
                Member::body("TagKeys", &TAG_KEY_LIST_TYPE).required(),
            ],
        },
    };
    pub static UNTAG_ROLE_REQUEST: Schema = Schema {
        name: "UntagRoleRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("TagKeys", &TAG_KEY_LIST_TYPE).required(),
            ],
        },
    };
    pub static UPDATE_ACCESS_KEY_REQUEST: Schema = Schema {
        name: "UpdateAccessKeyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("UserName", &EXISTING_USER_NAME_TYPE),
                Member::body("AccessKeyId", &ACCESS_KEY_ID_TYPE).required(),
                Member::body("Status", &STATUS_TYPE).required(),
            ],
        },
    };
    pub static UPDATE_ASSUME_ROLE_POLICY_REQUEST: Schema = Schema {
        name: "UpdateAssumeRolePolicyRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("PolicyDocument", &POLICY_DOCUMENT_TYPE).required(),
            ],
        },
    };
    pub static UPDATE_ROLE_DESCRIPTION_REQUEST: Schema = Schema {
        name: "UpdateRoleDescriptionRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("Description", &ROLE_DESCRIPTION_TYPE).required(),
            ],
        },
    };
    pub static UPDATE_ROLE_DESCRIPTION_RESPONSE: Schema = Schema {
        name: "UpdateRoleDescriptionResponse",
        kind: Kind::Structure { members: &[Member::body("Role", &ROLE)] },
    };
    pub static UPDATE_ROLE_REQUEST: Schema = Schema {
        name: "UpdateRoleRequest",
        kind: Kind::Structure {
            members: &[
                Member::body("RoleName", &ROLE_NAME_TYPE).required(),
                Member::body("Description", &ROLE_DESCRIPTION_TYPE),
                Member::body("MaxSessionDuration", &ROLE_MAX_SESSION_DURATION_TYPE),
            ],
        },
    };
    pub static UPDATE_ROLE_RESPONSE: Schema =
        Schema { name: "UpdateRoleResponse", kind: Kind::Structure { members: &[] } };
    pub static USER: Schema = Schema {
        name: "User",
        kind: Kind::Structure {
            members: &[
                Member::body("Path", &PATH_TYPE).required(),
                Member::body("UserName", &USER_NAME_TYPE).required(),
                Member::body("UserId", &ID_TYPE).required(),
                Member::body("Arn", &ARN_TYPE).required(),
                Member::body("CreateDate", &DATE_TYPE).required(),
                Member::body("PasswordLastUsed", &DATE_TYPE),
                Member::body("PermissionsBoundary", &ATTACHED_PERMISSIONS_BOUNDARY),
                Member::body("Tags", &TAG_LIST_TYPE),
            ],
        },
    };
    pub static ACCESS_KEY_ID_TYPE: Schema = Schema {
        name: "accessKeyIdType",
        kind: Kind::String(StringKind::new(Some(16), Some(128), Some(Pattern::new(r"[\w]+")), &[], false)),
    };
    pub static ACCESS_KEY_METADATA_LIST_TYPE: Schema = Schema {
        name: "accessKeyMetadataListType",
        kind: Kind::List {
            member: &ACCESS_KEY_METADATA,
            wire_name: None,
            flattened: false,
            min: None,
            max: None,
        },
    };
    pub static ACCESS_KEY_SECRET_TYPE: Schema = Schema {
        name: "accessKeySecretType",
        kind: Kind::String(StringKind::new(None, None, None, &[], true)),
    };
    pub static ARN_TYPE: Schema = Schema {
        name: "arnType",
        kind: Kind::String(StringKind::new(Some(20), Some(2048), None, &[], false)),
    };
    pub static ATTACHED_POLICIES_LIST_TYPE: Schema = Schema {
        name: "attachedPoliciesListType",
        kind: Kind::List {
            member: &ATTACHED_POLICY,
            wire_name: None,
            flattened: false,
            min: None,
            max: None,
        },
    };
    pub static ATTACHMENT_COUNT_TYPE: Schema =
        Schema { name: "attachmentCountType", kind: Kind::Integer { min: None, max: None } };
    pub static BOOLEAN_TYPE: Schema = Schema { name: "booleanType", kind: Kind::Boolean };
    pub static DATE_TYPE: Schema = Schema { name: "dateType", kind: Kind::Timestamp { format: None } };
    pub static EXISTING_USER_NAME_TYPE: Schema = Schema {
        name: "existingUserNameType",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(128),
            Some(Pattern::new(r"[\w+=,.@-]+")),
            &[],
            false,
        )),
    };
    pub static GROUP_NAME_TYPE: Schema = Schema {
        name: "groupNameType",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(128),
            Some(Pattern::new(r"[\w+=,.@-]+")),
            &[],
            false,
        )),
    };
    pub static ID_TYPE: Schema = Schema {
        name: "idType",
        kind: Kind::String(StringKind::new(Some(16), Some(128), Some(Pattern::new(r"[\w]+")), &[], false)),
    };
    pub static INSTANCE_PROFILE_LIST_TYPE: Schema = Schema {
        name: "instanceProfileListType",
        kind: Kind::List {
            member: &INSTANCE_PROFILE,
            wire_name: None,
            flattened: false,
            min: None,
            max: None,
        },
    };
    pub static INSTANCE_PROFILE_NAME_TYPE: Schema = Schema {
        name: "instanceProfileNameType",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(128),
            Some(Pattern::new(r"[\w+=,.@-]+")),
            &[],
            false,
        )),
    };
    pub static INTEGER_TYPE: Schema =
        Schema { name: "integerType", kind: Kind::Integer { min: None, max: None } };
    pub static MARKER_TYPE: Schema = Schema {
        name: "markerType",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(320),
            Some(Pattern::new(r"[\u0020-\u00FF]+")),
            &[],
            false,
        )),
    };
    pub static MAX_ITEMS_TYPE: Schema =
        Schema { name: "maxItemsType", kind: Kind::Integer { min: Some(1), max: Some(1000) } };
    pub static PATH_PREFIX_TYPE: Schema = Schema {
        name: "pathPrefixType",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(512),
            Some(Pattern::new(r"\u002F[\u0021-\u007F]*")),
            &[],
            false,
        )),
    };
    pub static PATH_TYPE: Schema = Schema {
        name: "pathType",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(512),
            Some(Pattern::new(r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)")),
            &[],
            false,
        )),
    };
    pub static POLICY_DESCRIPTION_TYPE: Schema = Schema {
        name: "policyDescriptionType",
        kind: Kind::String(StringKind::new(None, Some(1000), None, &[], false)),
    };
    pub static POLICY_DOCUMENT_TYPE: Schema = Schema {
        name: "policyDocumentType",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(131072),
            Some(Pattern::new(r"[\u0009\u000A\u000D\u0020-\u00FF]+")),
            &[],
            false,
        )),
    };
    pub static POLICY_DOCUMENT_VERSION_LIST_TYPE: Schema = Schema {
        name: "policyDocumentVersionListType",
        kind: Kind::List { member: &POLICY_VERSION, wire_name: None, flattened: false, min: None, max: None },
    };
    pub static POLICY_LIST_TYPE: Schema = Schema {
        name: "policyListType",
        kind: Kind::List { member: &POLICY, wire_name: None, flattened: false, min: None, max: None },
    };
    pub static POLICY_NAME_LIST_TYPE: Schema = Schema {
        name: "policyNameListType",
        kind: Kind::List {
            member: &POLICY_NAME_TYPE,
            wire_name: None,
            flattened: false,
            min: None,
            max: None,
        },
    };
    pub static POLICY_NAME_TYPE: Schema = Schema {
        name: "policyNameType",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(128),
            Some(Pattern::new(r"[\w+=,.@-]+")),
            &[],
            false,
        )),
    };
    pub static POLICY_PATH_TYPE: Schema = Schema {
        name: "policyPathType",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(512),
            Some(Pattern::new(r"((/[A-Za-z0-9\.,\+@=_-]+)*)/")),
            &[],
            false,
        )),
    };
    pub static POLICY_SCOPE_TYPE: Schema = Schema {
        name: "policyScopeType",
        kind: Kind::String(StringKind::new(None, None, None, &["All", "AWS", "Local"], false)),
    };
    pub static POLICY_VERSION_ID_TYPE: Schema = Schema {
        name: "policyVersionIdType",
        kind: Kind::String(StringKind::new(
            None,
            None,
            Some(Pattern::new(r"v[1-9][0-9]*(\.[A-Za-z0-9-]*)?")),
            &[],
            false,
        )),
    };
    pub static RESPONSE_MARKER_TYPE: Schema =
        Schema { name: "responseMarkerType", kind: Kind::String(StringKind::ANY) };
    pub static ROLE_DESCRIPTION_TYPE: Schema = Schema {
        name: "roleDescriptionType",
        kind: Kind::String(StringKind::new(
            None,
            Some(1000),
            Some(Pattern::new(r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*")),
            &[],
            false,
        )),
    };
    pub static ROLE_LIST_TYPE: Schema = Schema {
        name: "roleListType",
        kind: Kind::List { member: &ROLE, wire_name: None, flattened: false, min: None, max: None },
    };
    pub static ROLE_MAX_SESSION_DURATION_TYPE: Schema = Schema {
        name: "roleMaxSessionDurationType",
        kind: Kind::Integer { min: Some(3600), max: Some(43200) },
    };
    pub static ROLE_NAME_TYPE: Schema = Schema {
        name: "roleNameType",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(64),
            Some(Pattern::new(r"[\w+=,.@-]+")),
            &[],
            false,
        )),
    };
    pub static STATUS_TYPE: Schema = Schema {
        name: "statusType",
        kind: Kind::String(StringKind::new(None, None, None, &["Active", "Inactive", "Expired"], false)),
    };
    pub static STRING_TYPE: Schema = Schema { name: "stringType", kind: Kind::String(StringKind::ANY) };
    pub static TAG_KEY_LIST_TYPE: Schema = Schema {
        name: "tagKeyListType",
        kind: Kind::List {
            member: &TAG_KEY_TYPE,
            wire_name: None,
            flattened: false,
            min: None,
            max: Some(50),
        },
    };
    pub static TAG_KEY_TYPE: Schema = Schema {
        name: "tagKeyType",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(128),
            Some(Pattern::new(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+")),
            &[],
            false,
        )),
    };
    pub static TAG_LIST_TYPE: Schema = Schema {
        name: "tagListType",
        kind: Kind::List { member: &TAG, wire_name: None, flattened: false, min: None, max: Some(50) },
    };
    pub static TAG_VALUE_TYPE: Schema = Schema {
        name: "tagValueType",
        kind: Kind::String(StringKind::new(
            Some(0),
            Some(256),
            Some(Pattern::new(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*")),
            &[],
            false,
        )),
    };
    pub static USER_LIST_TYPE: Schema = Schema {
        name: "userListType",
        kind: Kind::List { member: &USER, wire_name: None, flattened: false, min: None, max: None },
    };
    pub static USER_NAME_TYPE: Schema = Schema {
        name: "userNameType",
        kind: Kind::String(StringKind::new(
            Some(1),
            Some(64),
            Some(Pattern::new(r"[\w+=,.@-]+")),
            &[],
            false,
        )),
    };
}
