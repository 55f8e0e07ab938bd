"""The types of answers about leads, their tags and their LinkedIn profiles; like `answer_types`, data alone."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from outrider.dialects.multilead.answer_types import Object, Time


class Identifier(TypedDict):
    id: int
    identifier: str
    identityTypeId: int
    linkedinUserId: int
    createdAt: Time
    updatedAt: Time


class LeadCampaign(TypedDict):
    id: int
    onlyDiscoverLeads: bool


class LeadTag(TypedDict):
    id: int
    tag: str
    tagColor: str | None


class Lead(TypedDict):
    """A person in a campaign."""

    id: int
    linkedinUserId: int
    fullName: str | None
    firstName: str
    lastName: str
    occupation: str | None
    company: str | None
    headline: str | None
    education: list[Object] | None
    experience: list[Object] | None
    connectionDegree: int | None
    step: int
    leadStatusId: int
    active: bool
    image: str | None
    linkedinUrl: str
    allFieldsData: Object
    profileIdentifiers: list[Identifier]
    stepChangeTimestamp: int
    businessEmail: str | None
    personalEmail: str | None
    currentStep: int
    nextStep: str
    nextStepId: int | None
    campaign: LeadCampaign
    tags: list[LeadTag]
    totalYearsInCareer: NotRequired[str | None]


class LeadRows(TypedDict):
    items: list[Lead]
    count: int
    allFields: list[str]


class Leads(TypedDict):
    result: LeadRows


class AddedLead(TypedDict):
    leadId: int
    campaignId: int
    identityTypeId: int
    leadStatusId: int
    currentStepId: int | None
    nextStepId: int | None
    leadGlobalStatusId: int


class Tagging(TypedDict):
    id: int
    tagId: int
    leadId: int


class Tag(TypedDict):
    id: int
    linkedinAccountId: int
    tag: str
    tagColor: str
    createdAt: Time
    updatedAt: Time


class TeamLead(TypedDict):
    """A person of the team, in no campaign."""

    id: int
    email: str | None
    first_name: str | None
    last_name: str | None
    company: str | None
    title: str | None
    phone: str | None
    linkedin_url: str | None
    tags: list[str]
    custom_fields: Object
    source: str | None
    created_at: Time
    updated_at: Time


class TeamLeads(TypedDict):
    leads: list[TeamLead]
    total: int
    limit: int
    offset: int
    has_more: bool


class DeletedLead(TypedDict):
    success: Literal[True]
    id: int
    message: str


class School(TypedDict):
    schoolLink: str
    schoolLogo: str
    schoolName: str
    schoolFos: str
    timeInSchool: str


class Job(TypedDict):
    companyLink: str
    companyLogo: str
    companyName: str
    positionInCompany: str
    timeInCompany: str


class Profile(TypedDict):
    education: list[School]
    experience: list[Job]
    volunteer: list[Object] | None
    id: int
    email: str | None
    businessEmail: str | None
    fullName: str
    picture: str
    occupation: str
    country: str
    currentCompanyLogo: str
    primaryIdentifier: str
    primaryIdentifierTypeId: int
    currentCompany: str
    yearsInCurrentCompany: int
    totalCareerPositionsCount: int
    totalYearsInCareer: str
    collegeName: str
    temporaryField: None
    phone: str
    twitter: str | None
    website: str
    domain: str | None
    connectionDegree: int | None
    activities: None
    recommendations: Object | None
    currentLinkedinCompanyId: int | None
    created_at: Time
    updated_at: Time
    additionalData: None
    profileIdentifiers: list[Identifier]


class LinkedInUser(TypedDict):
    id: int
    linkedinUser: Profile
