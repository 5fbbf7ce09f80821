"""The public pages and the workroom. Words in addresses are Indonesian in both languages."""

from django.urls import path

import balai.catalogue.paths  # noqa: F401  (registers <kind:…>)
import balai.registry.paths  # noqa: F401  (registers <region:…>)
from balai.portal.api import page as api
from balai.portal.views import chats, home, listings, organisations, pages, regions, search
from balai.portal.views.consents import agreements, contacts, records
from balai.portal.views.data import own
from balai.portal.views.data import requests as requests_about_data
from balai.portal.views.people import handover, invitations, people, recovery, requests, roles
from balai.portal.views.protocols import communities, decisions
from balai.portal.views.work import areas, drafts, reviews, rooms

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("sajian/", listings.listings, name="listings"),
    path("sektor/", listings.sectors, name="sectors"),
    path("sektor/<slug:sector_code>/", listings.sector, name="sector"),
    path("<kind:kind>/", listings.kind, name="kind"),
    path("<kind:kind>/<int:number>/", listings.listing, name="listing_by_number"),
    path("<kind:kind>/<int:number>/wa/", chats.chat, name="chat"),
    path("<kind:kind>/<int:number>/<slug:slug>/", listings.listing, name="listing"),
    path("desa/", regions.villages, name="villages"),
    path("desa/peta.svg", regions.province_map_picture, name="province_map"),
    path("desa/<region:code>/", regions.region, name="village"),
    path("desa/<region:code>/<slug:name>/", regions.region, name="village_by_name"),
    path("kecamatan/<region:code>/", regions.region, name="district"),
    path("kabupaten/<region:code>/", regions.region, name="regency"),
    path("kabupaten/<region:code>/peta.svg", regions.regency_map_picture, name="regency_map"),
    path("cari/", search.search, name="search"),
    path("cari/saran/", search.suggestions, name="suggestions"),
    path("undangan/<str:token>/", invitations.invitation, name="invitation"),
    path("gabung/", requests.join, name="join"),
    path("gabung/diterima/", requests.join_received, name="join_received"),
    path("gabung/<region:code>/", requests.join_village, name="join_village"),
    path("kerja/orang/", people.people, name="people"),
    path("kerja/orang/jejak/", people.trail, name="people_trail"),
    path("kerja/orang/<int:number>/", people.person, name="person"),
    path("kerja/orang/<int:number>/peran/", roles.role, name="person_role"),
    path("kerja/orang/<int:number>/kode/", recovery.code, name="person_code"),
    path(
        "kerja/orang/<int:number>/kunci-hilang/",
        recovery.second_factor_loss,
        name="second_factor_loss",
    ),
    path("kerja/orang/undangan/", invitations.invitation_areas, name="invitation_areas"),
    path("kerja/orang/undangan/<region:code>/", invitations.new_invitation, name="new_invitation"),
    path(
        "kerja/orang/undangan/<int:number>/penarikan/",
        invitations.invitation_withdrawal,
        name="invitation_withdrawal",
    ),
    path("kerja/orang/peran/<int:number>/akhir/", roles.role_end, name="role_end"),
    path("kerja/orang/permintaan/<int:number>/", requests.join_request, name="join_request"),
    path(
        "kerja/orang/permintaan/<int:number>/penolakan/",
        requests.join_refusal,
        name="join_refusal",
    ),
    path("kerja/serah-terima/", handover.handovers, name="handovers"),
    path("kerja/serah-terima/<int:number>/", handover.handover, name="handover"),
    path("kerja/", rooms.workroom, name="workroom"),
    path("kerja/sajian/", rooms.listings, name="own_listings"),
    path("kerja/sajian/<int:number>/", rooms.listing, name="own_listing"),
    path("kerja/sajian/<int:number>/perubahan/", drafts.edits, name="listing_edits"),
    path("kerja/sajian/<int:number>/penegasan/", rooms.confirmation, name="confirmation"),
    path("kerja/sajian/<int:number>/penarikan/", rooms.withdrawal, name="withdrawal"),
    path("kerja/sajian/<int:number>/penjaga/", decisions.listing_keepers, name="listing_keepers"),
    path("kerja/protokol/", decisions.protocols, name="protocols"),
    path("kerja/protokol/<int:number>/", decisions.protocol, name="protocol"),
    path(
        "kerja/protokol/<int:number>/persetujuan/",
        decisions.protocol_approval,
        name="protocol_approval",
    ),
    path("kerja/protokol/<int:number>/izin/", decisions.protocol_consent, name="protocol_consent"),
    path(
        "kerja/protokol/<int:number>/izin/penarikan/",
        decisions.consent_withdrawal,
        name="consent_withdrawal",
    ),
    path("kerja/masyarakat/", communities.communities, name="communities"),
    path("kerja/masyarakat/<int:number>/", communities.community, name="community"),
    path(
        "kerja/masyarakat/<int:number>/kelompok/",
        communities.community_groups,
        name="community_groups",
    ),
    path(
        "kerja/masyarakat/<int:number>/undangan/",
        communities.community_invitations,
        name="community_invitations",
    ),
    path(
        "kerja/masyarakat/<int:number>/penerusan/",
        communities.community_takeover,
        name="community_takeover",
    ),
    path(
        "kerja/masyarakat/<int:number>/anggota/<int:member_number>/",
        communities.community_member,
        name="community_member",
    ),
    path(
        "masyarakat/undangan/<str:token>/",
        communities.community_invitation,
        name="community_invitation",
    ),
    path("kerja/draf/", drafts.new, name="new_draft"),
    path("kerja/draf/<int:number>/", drafts.draft, name="draft"),
    path("kerja/draf/<int:number>/pratinjau/", drafts.preview, name="draft_preview"),
    path("kerja/draf/<int:number>/kiriman/", drafts.submitted, name="draft_submitted"),
    path("kerja/draf/<int:number>/penarikan/", drafts.taken_back, name="draft_taken_back"),
    path("kerja/draf/<int:number>/pembuangan/", drafts.dropped, name="draft_dropped"),
    path("kerja/periksa/", reviews.queue, name="reviews"),
    path("kerja/periksa/<int:number>/", reviews.review, name="review"),
    path("kerja/desa/", areas.villages, name="area_villages"),
    path("kerja/daftar-sajian/", areas.listings, name="area_listings"),
    path("kerja/daftar-sajian.xlsx", areas.listings_xlsx, name="area_listings_xlsx"),
    path("kerja/daftar-sajian.csv", areas.listings_csv, name="area_listings_csv"),
    path("tentang/", pages.about, name="about"),
    path("privasi/", pages.privacy, name="privacy"),
    path("privasi/permintaan/", requests_about_data.privacy_request, name="privacy_request"),
    path(
        "privasi/permintaan/diterima/",
        requests_about_data.privacy_request_received,
        name="privacy_request_received",
    ),
    path("persetujuan/", agreements.agreement_code, name="agreement_code"),
    path("persetujuan/<str:key>/", agreements.agreements, name="agreements"),
    path(
        "persetujuan/<str:key>/<int:number>/penarikan/",
        agreements.agreement_withdrawal,
        name="agreement_withdrawal",
    ),
    path("kerja/lembaga/", organisations.organisations, name="organisations"),
    path("kerja/lembaga/baru/", organisations.new_organisation, name="new_organisation"),
    path("kerja/lembaga/<int:number>/", organisations.organisation, name="organisation"),
    path("kerja/persetujuan/", records.consents, name="consents"),
    path("kerja/persetujuan/baru/", records.new_giver, name="new_giver"),
    path("kerja/persetujuan/nomor/", contacts.contacts, name="contacts"),
    path("kerja/persetujuan/nomor/<int:number>/", contacts.contact, name="contact"),
    path("kerja/persetujuan/<int:number>/", records.giver, name="giver"),
    path("kerja/persetujuan/<int:number>/baru/", records.new_consent, name="new_consent"),
    path("kerja/persetujuan/<int:number>/lembar/", records.sheet, name="consent_sheet"),
    path(
        "kerja/persetujuan/<int:number>/<int:consent>/penarikan/",
        records.consent_withdrawal,
        name="consent_withdrawal",
    ),
    path("kerja/permintaan-data/", requests_about_data.privacy_requests, name="privacy_requests"),
    path(
        "kerja/permintaan-data/<int:number>/",
        requests_about_data.request_page,
        name="request_page",
    ),
    path(
        "kerja/permintaan-data/<int:number>/penghapusan/",
        requests_about_data.request_deletion,
        name="request_deletion",
    ),
    path("akun/data/", own.own_data, name="own_data"),
    path("akun/data/data.json", own.own_data_file, name="own_data_file"),
    path("api/", api.page, name="api"),
    path("bantuan/", pages.help_page, name="help"),
]
