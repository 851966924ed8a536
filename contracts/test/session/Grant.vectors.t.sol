// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Grant} from "../../src/session/Grant.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev Grants at the edges of what is enabled (scripts/grants/grantRows.ts). session/grantFault.test.ts and the sponsor's
/// tests replay the same rows.
contract GrantVectorsTest is StackTest {
    function test_everyRow_isEnabledOrRefusedAsWritten() public {
        string memory json = vm.readFile("contracts/test/session/vectors/grants.json");
        string[] memory what = vm.parseJsonStringArray(json, ".what");
        bool[] memory taken = vm.parseJsonBoolArray(json, ".chain");
        bytes[] memory grants = vm.parseJsonBytesArray(json, ".grant");
        address standsForAccount = vm.parseJsonAddress(json, ".account");
        address standsForModule = vm.parseJsonAddress(json, ".validator");
        assertGt(what.length, 60, "rows");
        for (uint256 i = 0; i < what.length; ++i) {
            Grant memory grant = abi.decode(grants[i], (Grant));
            assertEq(grant.account, standsForAccount, "written for the account of this stack");
            grant.account = address(account);
            for (uint256 j = 0; j < grant.permissions.length; ++j) {
                address to = grant.permissions[j].target;
                if (to == standsForAccount) grant.permissions[j].target = address(account);
                if (to == standsForModule) grant.permissions[j].target = address(validator);
            }
            vm.warp(uint256(grant.validAfter) + 1);
            assertEq(_isEnabled(grant), taken[i], what[i]);
        }
    }

    function _isEnabled(Grant memory grant) private returns (bool) {
        try validator.enable(grant, signGrant(grant)) {
            return true;
        } catch {
            return false;
        }
    }
}
