// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

import {ContractOwner} from "../support/ContractOwner.sol";
import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {SignerCheck} from "../../src/session/SignerCheck.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev Every form of an owner's signature (session/test/vectors/signatureRows.ts), as the account answers to its session module
/// and as a session key is judged. session/src/owners/ownerSignature.test.ts and app/_server/signer.test.ts replay the same rows.
contract OwnerSignatureVectorsTest is StackTest {
    struct Rows {
        bytes32 digest;
        string[] what;
        bytes[] signature;
        bool[] key;
        bool[] contract_;
        bytes[] canonical;
    }

    function test_aKeysSignature_isTakenInOneFormOnly() public {
        Rows memory rows = _read();
        for (uint256 i = 0; i < rows.what.length; ++i) {
            assertEq(_accountTakes(account, rows.digest, rows.signature[i]), rows.key[i], rows.what[i]);
            bool taken = SignerCheck.isValidKeySignature(ownerBytes(), rows.digest, rows.signature[i]);
            assertEq(taken, rows.key[i], string.concat(rows.what[i], ", as a session key"));
            if (rows.canonical[i].length == 0) continue;
            assertTrue(
                _accountTakes(account, rows.digest, rows.canonical[i]), string.concat(rows.what[i], ", canonical")
            );
        }
    }

    function test_aContractOwner_judgesByItself_andIsNoSessionKey() public {
        Rows memory rows = _read();
        bytes memory signer = abi.encodePacked(new ContractOwner(vm.addr(OWNER_KEY)));
        PlayerAccount owned = PlayerAccount(payable(factory.createAccount(signer, bytes32(0))));
        for (uint256 i = 0; i < rows.what.length; ++i) {
            assertEq(_accountTakes(owned, rows.digest, rows.signature[i]), rows.contract_[i], rows.what[i]);
            assertFalse(SignerCheck.isValidKeySignature(signer, rows.digest, rows.signature[i]), rows.what[i]);
        }
    }

    function _accountTakes(PlayerAccount of_, bytes32 digest, bytes memory signature) private returns (bool) {
        vm.prank(address(validator));
        return of_.isValidSignature(digest, signature) == IERC1271.isValidSignature.selector;
    }

    function _read() private view returns (Rows memory rows) {
        string memory json = vm.readFile("contracts/test/session/vectors/owner-signatures.json");
        rows.digest = vm.parseJsonBytes32(json, ".digest");
        rows.what = vm.parseJsonStringArray(json, ".what");
        rows.signature = vm.parseJsonBytesArray(json, ".signature");
        rows.key = vm.parseJsonBoolArray(json, ".key");
        rows.contract_ = vm.parseJsonBoolArray(json, ".contract");
        rows.canonical = vm.parseJsonBytesArray(json, ".canonical");
        assertGt(rows.what.length, 20, "rows");
        assertEq(vm.parseJsonAddress(json, ".owner"), vm.addr(OWNER_KEY), "the owner of this stack");
    }
}
