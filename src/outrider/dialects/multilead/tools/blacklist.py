"""Keywords that keep leads out."""

from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.multilead import answer_types, webhook_types
from outrider.dialects.multilead.tools.common import (
    V1,
    Account,
    Comparison,
    CsvPath,
    Keywords,
    Kind,
    Team,
    User,
    or_done,
    seat,
    toolbox,
    upload,
)

tools = toolbox("blacklist")


@tools.write(
    "PATCH {v1}/teams/{team_id}/users/{user_id}/global_blacklists/add_keyword",
    Wire(names={"keyword_type": "type"}, fixed={"source": "manual"}),
    idempotent=True,
)
async def add_keywords_to_global_blacklist(
    team_id: Team, user_id: User, keywords: Keywords, keyword_type: Kind, comparison_type: Comparison
) -> answer_types.Result[webhook_types.GlobalBlacklist]: ...


@tools.write(answers=("POST {v1}/teams/{id}/users/{user_id}/global_blacklists/import_csv",), shown_as=or_done, idempotent=True)
async def import_keywords_to_global_blacklist_csv(
    team_id: Team, user_id: User, csv_file_path: CsvPath, keyword_type: Kind, comparison_type: Comparison
) -> answer_types.Done:
    path = f"{V1}/teams/{team_id}/users/{user_id}/global_blacklists/import_csv"
    return await upload(path, csv_file_path, keyword_type, comparison_type)


@tools.write(
    "PATCH {seat}/blacklists/add_keyword", Wire(names={"keyword_type": "type"}, fixed={"source": "manual"}), idempotent=True
)
async def add_keywords_to_blacklist(
    user_id: User, account_id: Account, keywords: Keywords, keyword_type: Kind, comparison_type: Comparison
) -> answer_types.Result[webhook_types.Blacklist]: ...


@tools.write(answers=("POST {seat}/blacklists/import_csv",), shown_as=or_done, idempotent=True)
async def import_keywords_to_blacklist_csv(
    user_id: User, account_id: Account, csv_file_path: CsvPath, keyword_type: Kind, comparison_type: Comparison
) -> answer_types.Done:
    return await upload(f"{seat(user_id, account_id)}/blacklists/import_csv", csv_file_path, keyword_type, comparison_type)
