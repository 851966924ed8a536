// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {OtherAccount} from "../support/OtherAccount.sol";
import {OTHER_ACCOUNT_FACTORY, OtherAccountFactory} from "../support/OtherAccountFactory.sol";
import {AnyModule} from "../support/Modules.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev That the other account is another: what PlayerAccount does, it does not; and what docs/lifting.md asks, it does.
contract OtherAccountTest is StackTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }

    function test_theAccount_isTheOtherOne() public view {
        OtherAccountFactory other = OtherAccountFactory(address(accountFactory));
        assertEq(address(other.IMPLEMENTATION().SESSIONS()), address(validator), "of the other factory");
        assertEq(address(account), other.getAddress(ownerBytes(), 0), "where it said");
        assertEq(OtherAccount(payable(address(account))).ENTRY_POINT(), address(entryPoint), "of its make");
        assertNotEq(address(account), factory.getAddress(ownerBytes(), 0), "not ours");
    }

    /// @dev PlayerAccount would ask the module for such a key, whatever the signature says.
    function test_theNonceKey_doesNotChooseTheValidator() public {
        PackedUserOperation memory op = signOwner(operation(callPlay(1)));
        op.nonce = entryPoint.getNonce(address(account), uint192(uint160(address(validator))) << 32);
        op.signature = signAsOwner(entryPointHash(op));
        handle(op);
        assertEq(target.played(), 1, "the owner's, in a key that names the module");
    }

    /// @dev PlayerAccount would take a session's operation without the name in front.
    function test_reverts_whenTheSignatureNamesNoValidator() public {
        enable(makeGrant());
        PackedUserOperation memory op = signUse(operation(callPlay(1)));
        bytes memory named = op.signature;
        op.signature = new bytes(named.length - 20);
        for (uint256 i = 20; i < named.length; ++i) {
            op.signature[i - 20] = named[i];
        }
        expectFailed(op, "AA24 signature error");
    }

    function test_isValidSignature_neverBySession() public {
        enable(makeGrant());
        bytes32 hash = keccak256("message");
        bytes memory signature = toModule(signAsSession(SESSION_KEY, hash));
        assertEq(account.isValidSignature(hash, signature), bytes4(0xffffffff), "asked by anybody");
        vm.prank(address(validator));
        assertEq(account.isValidSignature(hash, signature), bytes4(0xffffffff), "asked by the module");
    }

    function test_isValidSignature_plainForTheModuleOnly() public {
        bytes32 hash = keccak256("message");
        bytes memory signature = signAsOwner(hash);
        assertEq(account.isValidSignature(hash, signature), bytes4(0xffffffff), "not for anybody");
        vm.prank(address(validator));
        assertEq(account.isValidSignature(hash, signature), IERC1271.isValidSignature.selector, "for the module");
    }

    function test_aChangeOfOwnerOrModules_endsEverySession() public {
        enable(makeGrant());
        ownerCalls(address(account), abi.encodeCall(account.installModule, (2, address(new AnyModule(2)), "")));
        expectCallsRefused(callPlay(1), abi.encodeWithSelector(ISessionValidator.SessionEpochPassed.selector, 1, 2));
        ownerCalls(address(account), abi.encodeCall(account.setOwner, (abi.encodePacked(vm.addr(THIEF_KEY)))));
        assertEq(validator.epochOf(address(account)), 3, "epoch");
    }
}
