// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {ArgumentBound, Grant} from "../../src/session/Grant.sol";
import {Target} from "../support/Target.sol";
import {WebAuthnSigner} from "../support/WebAuthnSigner.sol";
import {Report} from "./Validation.sol";
import {ValidationTrace} from "./ValidationTrace.sol";

/// @dev Every way in which an operation of ours is validated; one contract per kind of owner and of session key below.
abstract contract PathSuite is ValidationTrace {
    function test_owner_actsAndPays() public {
        assertInScope(signOwner(operation(callPlay(1))));
    }

    /// @dev With no deposit the account pays the EntryPoint in validation.
    function test_owner_actsAndPaysAtOnce() public {
        _takeDeposit();
        assertInScope(signOwner(operation(callPlay(1))));
    }

    function test_owner_actsOnAnOperationVoucher() public {
        PackedUserOperation memory op = operation(callPlay(1));
        op.nonce = entryPoint.getNonce(address(account), 0);
        op.paymasterAndData = sponsoredOnce(op, SPONSOR_KEY);
        op.signature = signAsOwner(entryPointHash(op));
        assertInScope(op);
    }

    function test_first_deploysEnablesAndPlays() public {
        assertInScope(_first());
    }

    function test_first_enablesAndPlays() public {
        assertInScope(signFirst(operation(callPlay(1)), _boundedGrant()));
    }

    function test_use_playsOneAction() public {
        enable(_boundedGrant());
        assertInScope(signUse(operation(callPlay(1))));
    }

    function test_use_playsABatchOfTen() public {
        enable(_boundedGrant());
        Execution[] memory calls = new Execution[](10);
        for (uint256 i = 0; i < 10; ++i) {
            calls[i] = Execution(address(target), 0, abi.encodeCall(Target.spend, (i, i)));
        }
        assertInScope(signUse(operation(batch(calls))));
    }

    function test_use_paysItself() public {
        Grant memory grant = makeGrant();
        grant.paymaster = address(0);
        enable(grant);
        _takeDeposit();
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = "";
        assertInScope(signUse(op));
    }

    /// @dev Gas is estimated with signatures of other keys; a bundler may trace that too.
    function test_stub_ofTheSessionKey() public {
        enable(_boundedGrant());
        PackedUserOperation memory op = signUse(operation(callPlay(1)));
        op.callData = callPlay(2);
        _assertStubInScope(op);
    }

    function test_stub_ofTheSponsor() public {
        enable(_boundedGrant());
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = sponsored(makeVoucher(), THIEF_KEY, 50_000);
        (Report memory report, bytes memory outcome) = traceValidation(signUse(op));
        assertEq(bytes4(outcome), bytes4(VALIDATED), "refused");
        assertNothingBroken(report);
        assertAllWasRead(report, op);
    }

    function _assertStubInScope(PackedUserOperation memory op) internal {
        (Report memory report, bytes memory outcome) = traceValidation(op);
        assertEq(outcome, SIGNATURE_REFUSED, "the signature is wrong");
        assertNothingBroken(report);
        assertAllWasRead(report, op);
    }

    function _first() internal returns (PackedUserOperation memory op) {
        account = PlayerAccount(payable(_predictAccount("new")));
        Grant memory grant = _boundedGrant();
        grant.epoch = 1;
        op = operation(callPlay(5));
        op.initCode = _initCode("new");
        op = signFirst(op, grant);
    }

    /// @dev With a bound, whose word is read beside the rule's.
    function _boundedGrant() internal view returns (Grant memory grant) {
        grant = makeGrant();
        grant.permissions[0].bounds = new ArgumentBound[](1);
        grant.permissions[0].bounds[0] = ArgumentBound(1, 0, 100);
    }

    function _takeDeposit() private {
        uint256 deposit = entryPoint.balanceOf(address(account));
        vm.prank(address(account));
        entryPoint.withdrawTo(payable(address(account)), deposit);
    }
}

contract EoaOwnerPathsTest is PathSuite {
    /// @dev SignerCheck looks at code only after the key was not recovered. A stub is never recovered, so an estimation
    /// looks at the owner, which has no code. No bundler traces estimations by these rules; operations pass.
    function test_stub_ofTheOwner_looksAtTheOwnersCode() public {
        PackedUserOperation memory op = signOwner(operation(callPlay(1)));
        op.callData = callPlay(2);
        (Report memory report, bytes memory outcome) = traceValidation(op);
        assertEq(outcome, SIGNATURE_REFUSED, "the signature is wrong");
        assertGt(report.violations.length, 0, "known: OP-041");
        for (uint256 i = 0; i < report.violations.length; ++i) {
            assertEq(report.violations[i].rule, "OP-041", describe(report.violations[i]));
        }
    }
}

contract DeviceKeyOwnerPathsTest is PathSuite {
    function ownerBytes() internal view override returns (bytes memory) {
        return p256Signer(OWNER_KEY);
    }

    function signAsOwner(bytes32 digest) internal pure override returns (bytes memory) {
        return signP256(OWNER_KEY, digest);
    }

    function test_stub_ofTheOwner() public {
        PackedUserOperation memory op = signOwner(operation(callPlay(1)));
        op.callData = callPlay(2);
        _assertStubInScope(op);
    }
}

/// @dev A passkey as the owner and another as the session key.
contract PasskeyPathsTest is PathSuite {
    address private _webAuthn;

    function setUp() public override {
        _webAuthn = deployWebAuthnVerifier();
        super.setUp();
    }

    function ownerBytes() internal view override returns (bytes memory) {
        return WebAuthnSigner.signer(_webAuthn, OWNER_KEY);
    }

    function signAsOwner(bytes32 digest) internal pure override returns (bytes memory) {
        return WebAuthnSigner.sign(OWNER_KEY, digest);
    }

    function sessionKeyBytes(uint256 key) internal view override returns (bytes memory) {
        return WebAuthnSigner.signer(_webAuthn, key);
    }

    function signAsSession(uint256 key, bytes32 digest) internal pure override returns (bytes memory) {
        return WebAuthnSigner.sign(key, digest);
    }
}

contract SecpSessionKeyPathsTest is PathSuite {
    function sessionKeyBytes(uint256 key) internal pure override returns (bytes memory) {
        return abi.encodePacked(vm.addr(key));
    }

    function signAsSession(uint256 key, bytes32 digest) internal pure override returns (bytes memory) {
        return signSecp(key, digest);
    }
}
